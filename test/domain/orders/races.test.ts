import { showStatement } from '../../../src/domain/billing';
import { handOverKit, issueKit } from '../../../src/domain/consumables';
import { assignOrder, cancelOrder, failNoShows, lateOrders, placeOrder, showOrder, startOrder, type OrderView } from '../../../src/domain/orders';
import { SYSTEM } from '../../../src/domain/shared/work';
import { deactivateUser, type Person } from '../../../src/domain/users';
import { as, hire, join, MONDAY, offer, openTestApp, photo, type TestApp } from '../../support/app';
import { describeOnBoth } from '../../support/databases';

describeOnBoth('two who change one order at the same time', (db) => {
  let t: TestApp;
  let client: Person;
  let tom: Person;
  let leo: Person;
  let order: OrderView;

  beforeEach(async () => {
    t = await openTestApp(await db.url());
    client = await join(t, 'Barsik', ['client']);
    await join(t, 'Ann', ['supplies']);
    tom = await hire(t, 'Tom');
    await offer(t);
    order = await place(t.app);
    leo = await hire(t, 'Leo');
  });
  afterEach(() => t.app.close());

  const place = (app: TestApp['app'], id = t.app.newId()) =>
    placeOrder(app, as(client), { id, client: client.id, service: 'Glass dropping', place: 'Kitchen', at: new Date(MONDAY.getTime() + 7_200_000) });
  const assign = (worker: Person) => t.app.run(t.boss, (w) => assignOrder(w, { order: order.id, worker: worker.id, reason: 'Tom is ill' }));
  const deactivate = (person: Person) => t.app.run(t.boss, (w) => deactivateUser(w, { person: person.id }));
  const show = (id = order.id) => t.app.query(SYSTEM, (w) => showOrder(w, id));

  /** The same app, in which something else happens between each look and the next change. */
  function meanwhile(what: () => Promise<unknown>): TestApp['app'] {
    let happened = false;
    const run: TestApp['app']['run'] = async (actor, work) => {
      if (!happened) await what();
      happened = true;
      return t.app.run(actor, work);
    };
    return { ...t.app, run };
  }

  const noShows = (app: TestApp['app'] = t.app) => failNoShows(app, SYSTEM);
  const statement = (worker: Person) => t.app.query(t.boss, (w) => showStatement(w, { person: worker.id, as: 'worker' }));

  test('given to another worker when it was late: that one has its 30 minutes, and is fined only after them', async () => {
    await t.app.run(t.boss, (w) => issueKit(w, { order: order.id }));
    t.clock.advance(151);
    expect(await noShows(meanwhile(() => assign(leo)))).toBe(0);
    await t.app.run(t.boss, (w) => handOverKit(w, { order: order.id }));
    t.clock.advance(29);
    expect(await t.app.query(SYSTEM, lateOrders)).toEqual([]);
    expect(await noShows()).toBe(0);
    expect(await show()).toMatchObject({ status: 'assigned', worker: { id: leo.id } });
    t.clock.advance(1);
    expect(await noShows()).toBe(1);
    expect(await show()).toMatchObject({ status: 'failed', worker: { id: leo.id }, endReason: 'no_show' });
    expect([await statement(tom), await statement(leo)]).toMatchObject([{ fined: 0 }, { fined: 4000 }]);
  });

  test('given to another worker before its time: the 30 minutes run from its time', async () => {
    await assign(leo);
    t.clock.advance(149);
    expect(await noShows()).toBe(0);
    t.clock.advance(1);
    expect(await noShows()).toBe(1);
  });

  test('late, of which its worker writes while its no-show is noted: it waits for that', async () => {
    t.clock.advance(151);
    const app = meanwhile(() => t.app.run(SYSTEM, (w) => w.chat.keepUpdate({ updateId: 1, chatId: tom.chatId ?? 0, body: '{}' })));
    expect(await noShows(app)).toBe(0);
    expect(await show()).toMatchObject({ status: 'assigned' });
  });

  test('started by the one and given to the other: one of both happens, never a start by whom it was taken from', async () => {
    await t.app.run(t.boss, (w) => issueKit(w, { order: order.id }));
    const start = t.app.run(as(tom), (w) => startOrder(w, { order: order.id, photo: photo('place') }));
    const results = await Promise.allSettled([start, assign(leo)]);
    const now = await show();
    expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect([`${now.status} ${now.worker?.name}`]).toEqual([results[0]?.status === 'fulfilled' ? 'started Tom' : 'assigned Leo']);
  });

  test('cancelled twice at once: once', async () => {
    const cancel = () => t.app.run(as(client), (w) => cancelOrder(w, { order: order.id, reason: 'plans_changed' }));
    const results = await Promise.allSettled([cancel(), cancel()]);
    expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
    const statement = await t.app.query(t.boss, (w) => showStatement(w, { person: client.id }));
    expect(statement).toMatchObject({ charged: 10_000 });
  });

  test('a worker who is deactivated while an order is placed is not booked: another one is', async () => {
    await t.app.run(as(client), (w) => cancelOrder(w, { order: order.id, reason: 'plans_changed' }));
    await deactivate(leo);
    const max = await hire(t, 'Max');
    const placed = await place(meanwhile(() => deactivate(tom)));
    expect(placed).toMatchObject({ status: 'assigned', worker: { id: max.id } });
  });

  test('a client who is deactivated while ordering orders nothing', async () => {
    await t.app.run(as(client), (w) => cancelOrder(w, { order: order.id, reason: 'plans_changed' }));
    const id = t.app.newId();
    await expect(place(meanwhile(() => deactivate(client)), id)).rejects.toMatchObject({ code: 'orders.not_a_client' });
    await expect(show(id)).rejects.toMatchObject({ code: 'orders.not_found' });
  });

  test('a kit that is issued while its order is cancelled is to be returned (O6)', async () => {
    const issue = t.app.run(t.boss, (w) => issueKit(w, { order: order.id }));
    const cancel = t.app.run(as(client), (w) => cancelOrder(w, { order: order.id, reason: 'plans_changed' }));
    const [issued] = await Promise.allSettled([issue, cancel]);
    const tasks = await t.app.query(t.boss, (w) => w.notifications.tasks({ open: true }));
    expect(tasks.filter((task) => task.kind === 'kit_return')).toHaveLength(issued.status === 'fulfilled' ? 1 : 0);
    expect(await show()).toMatchObject({ status: 'cancelled', supplies: 'withdrawn' });
  });

  test('a confirmation repeated when its time has passed answers with the order it made (O2)', async () => {
    t.clock.advance(90);
    expect(await place(t.app, order.id)).toMatchObject({ id: order.id, number: order.number });
  });

  test('one late order that cannot be failed holds up no other', async () => {
    const second = await place(t.app);
    expect(second).toMatchObject({ worker: { id: leo.id } });
    t.clock.advance(151);
    let first = true;
    const run: TestApp['app']['run'] = (actor, work) => {
      if (!first) return t.app.run(actor, work);
      first = false;
      return Promise.reject(new Error('broken'));
    };
    await expect(failNoShows({ ...t.app, run }, SYSTEM)).rejects.toThrow('broken');
    expect([(await show()).status, (await show(second.id)).status].sort()).toEqual(['assigned', 'failed']);
    expect(await failNoShows(t.app, SYSTEM)).toBe(1);
  });
});
