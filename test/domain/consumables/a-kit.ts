import { countStock, editItem } from '../../../src/domain/consumables';
import { placeOrder, type OrderView } from '../../../src/domain/orders';
import type { Person } from '../../../src/domain/users';
import { as, hire, join, MONDAY, offer, openTestApp, type TestApp } from '../../support/app';

/** A company whose supplies have nine glasses on the shelf, and an order for Tom in two hours whose kit takes two of them. */
export async function openWithKit(databaseUrl: string): Promise<{ t: TestApp; ann: Person; tom: Person; order: OrderView }> {
  const t = await openTestApp(databaseUrl);
  const client = await join(t, 'Barsik', ['client']);
  const [ann, tom] = [await join(t, 'Ann', ['supplies']), await hire(t, 'Tom')];
  await offer(t);
  await t.app.run(as(ann), (w) => editItem(w, { item: 'glasses', changes: { isCounted: true } }));
  await t.app.run(as(ann), (w) => countStock(w, { item: 'glasses', count: 9, reason: 'first count' }));
  const order = await placeOrder(t.app, as(client), { id: t.app.newId(), client: client.id, service: 'Glass dropping', place: 'Kitchen', at: new Date(MONDAY.getTime() + 7_200_000) });
  return { t, ann, tom, order };
}
