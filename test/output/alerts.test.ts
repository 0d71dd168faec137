import { placeOrder } from '../../src/domain/orders';
import { managersWork } from '../../src/output/alerts';
import { as, join, MONDAY, offer, openTestApp } from '../support/app';
import { describeOnBoth } from '../support/databases';

describeOnBoth('alerts among tasks', (db) => {
  test('are listed for managers, and not for supplies staff', async () => {
    const t = await openTestApp(await db.url());
    const [client, ann] = [await join(t, 'Barsik', ['client']), await join(t, 'Ann', ['supplies'])];
    const { id: service } = await offer(t);
    await placeOrder(t.app, as(client), { id: t.app.newId(), client: client.id, service, place: 'Kitchen, Lenina 5', at: new Date(MONDAY.getTime() + 86_400_000) });
    expect(await t.app.query(t.boss, managersWork)).toMatchObject({ alerts: [{ kind: 'unmatched' }], reviews: 0 });
    expect(await t.app.query(as(ann), managersWork)).toEqual({ alerts: [], reviews: 0 });
    await t.app.close();
  });
});
