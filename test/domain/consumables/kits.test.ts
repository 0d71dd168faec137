import { issueKit, listKits, overrideKit, setKit } from '../../../src/domain/consumables';
import { assignOrder, cancelOrder, placeOrder, type OrderView } from '../../../src/domain/orders';
import { listTasks } from '../../../src/domain/notifications';
import type { Person } from '../../../src/domain/users';
import { as, hire, join, MONDAY, offer, openTestApp, type TestApp } from '../../support/app';
import { describeOnBoth } from '../../support/databases';

describeOnBoth('a kit', (db) => {
  let t: TestApp;
  let client: Person;
  let ann: Person;
  let order: OrderView;

  beforeEach(async () => {
    t = await openTestApp(await db.url());
    client = await join(t, 'Barsik', ['client']);
    ann = await join(t, 'Ann', ['supplies']);
    await hire(t, 'Tom');
    await offer(t);
    order = await placeOrder(t.app, as(client), {
      id: t.app.newId(),
      client: client.id,
      service: 'Glass dropping',
      place: 'Kitchen',
      at: new Date(MONDAY.getTime() + 7_200_000),
    });
  });
  afterEach(() => t.app.close());

  const kits = (open = false) => t.app.query(as(ann), (w) => listKits(w, { open }));
  const issue = (handedOut?: string) => t.app.run(as(ann), (w) => issueKit(w, { order: order.id, ...(handedOut && { handedOut }) }));
  const cancel = () => t.app.run(as(client), (w) => cancelOrder(w, { order: order.id, reason: 'plans_changed' }));

  test('is asked for with the order, the acceptance form always in it (C1)', async () => {
    expect(await kits(true)).toMatchObject([{ order: { number: 1 }, status: 'requested', items: ['acceptance form', '2 glasses'] }]);
  });

  test('is issued once; pressing again changes nothing (C1)', async () => {
    const first = await issue('3 glasses, since one is cracked');
    expect(first).toMatchObject({ status: 'issued', issuedBy: ann.id, handedOut: '3 glasses, since one is cracked' });
    t.clock.advance(5);
    expect(await issue()).toEqual(first);
    expect(await kits(true)).toEqual([]);
  });

  test('of a new template serves later orders only (C1)', async () => {
    await t.app.run(as(ann), (w) => setKit(w, { service: order.service.id, items: ['4 glasses', '4 glasses', 'acceptance form'] }));
    expect((await kits())[0]?.items).toEqual(['acceptance form', '2 glasses']);
    await expect(t.app.run(as(ann), (w) => setKit(w, { service: order.service.id, items: [' '] }))).rejects.toMatchObject({ code: 'users.bad_text' });
  });

  test('is withdrawn with its order (C2)', async () => {
    await cancel();
    expect(await kits()).toMatchObject([{ status: 'withdrawn' }]);
    await expect(issue()).rejects.toMatchObject({ code: 'consumables.kit_withdrawn' });
    expect(await t.app.query(t.boss, (w) => listTasks(w))).toEqual([]);
  });

  test('that was issued for an order that ended is to be returned (O6)', async () => {
    await issue();
    await cancel();
    expect(await t.app.query(t.boss, (w) => listTasks(w))).toMatchObject([{ kind: 'kit_return', data: { order: 1 } }]);
  });

  test('goes to the new worker when the order is reassigned', async () => {
    const leo = await hire(t, 'Leo');
    await t.app.run(t.boss, (w) => assignOrder(w, { order: order.id, worker: leo.id, reason: 'Tom is ill' }));
    expect(await kits()).toMatchObject([{ worker: leo.id, status: 'requested' }]);
  });

  test('may be done without by a manager, with a reason, once (O3)', async () => {
    const override = (reason: string) => t.app.run(t.boss, (w) => overrideKit(w, { order: order.id, reason }));
    await expect(override('')).rejects.toMatchObject({ code: 'users.bad_text' });
    expect(await override('no glasses left')).toMatchObject({ status: 'requested', overridden: true });
    await expect(override('again')).rejects.toMatchObject({ code: 'consumables.kit_already_issued' });
    await expect(t.app.run(as(ann), (w) => overrideKit(w, { order: order.id, reason: 'me too' }))).rejects.toMatchObject({ code: 'users.forbidden' });
  });

  test('that was issued since a manager looked at it is not overridden as well (O3)', async () => {
    const override = t.app.run(t.boss, (w) => overrideKit({ ...w, consumables: { ...w.consumables, override: () => Promise.resolve(false) } }, { order: order.id, reason: 'the glasses are there' }));
    await expect(override).rejects.toMatchObject({ code: 'consumables.kit_already_issued' });
    expect((await kits())[0]).toMatchObject({ status: 'requested', overridden: false });
  });

  test('of an order that does not exist is not found', async () => {
    const missing = t.app.run(as(ann), (w) => issueKit(w, { order: t.app.newId() }));
    await expect(missing).rejects.toMatchObject({ code: 'consumables.kit_not_found' });
  });
});
