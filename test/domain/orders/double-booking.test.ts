import { assignOrder, matchWaitingOrders, moveOrder, placeOrder, type OrderView } from '../../../src/domain/orders';
import { SYSTEM } from '../../../src/domain/shared/work';
import { plusMinutes } from '../../../src/domain/shared/time';
import type { Person } from '../../../src/domain/users';
import { as, hire, join, MONDAY, offer, openTestApp, type TestApp } from '../../support/app';
import { describeOnBoth } from '../../support/databases';

describeOnBoth('many orders for few workers at once', (db) => {
  let t: TestApp;
  let client: Person;
  let workers: Person[];
  beforeEach(async () => {
    t = await openTestApp(await db.url());
    client = await join(t, 'Barsik', ['client']);
    await offer(t);
    workers = [];
    for (const name of ['Tom', 'Leo', 'Max']) workers.push(await hire(t, name));
  });
  afterEach(() => t.app.close());

  const place = (minutes: number) => placeOrder(t.app, as(client), { id: t.app.newId(), client: client.id, service: 'Glass dropping', place: 'Kitchen', at: plusMinutes(MONDAY, minutes) });
  const assign = (order: OrderView, worker: Person) => t.app.run(t.boss, (w) => assignOrder(w, { order: order.id, worker: worker.id, reason: 'asked for' }));

  /** Pairs of orders that one worker would have to do at the same time, travel included. */
  async function clashes(): Promise<string[]> {
    const orders = await t.app.query(SYSTEM, (w) => w.orders.orders({ statuses: ['assigned'] }));
    const from = (order: (typeof orders)[number]) => plusMinutes(order.at, -30);
    return orders.flatMap((one, at) =>
      orders.slice(at + 1).flatMap((other) => (one.worker === other.worker && from(one) < other.endsAt && from(other) < one.endsAt ? [`${one.number} and ${other.number}`] : [])),
    );
  }

  test('placed together: nobody is booked twice, and nobody stays idle whom an order waits for (M4, M5)', async () => {
    const placed = await Promise.all([120, 120, 135, 150, 120, 165, 120, 300, 300, 300, 315].map(place));
    expect(await clashes()).toEqual([]);
    await matchWaitingOrders(t.app, SYSTEM);
    expect(await clashes()).toEqual([]);
    const numbers = placed.map((order) => order.number);
    expect(new Set(numbers).size).toBe(placed.length);
    const orders = await t.app.query(SYSTEM, (w) => w.orders.orders({}));
    // From 120 to 165 every order clashes with every other, and so from 300 to 315: three workers take three of each.
    const assigned = (from: number, to: number) => orders.filter(({ status, at }) => status === 'assigned' && at >= plusMinutes(MONDAY, from) && at <= plusMinutes(MONDAY, to)).length;
    expect([assigned(120, 165), assigned(300, 315)]).toEqual([3, 3]);
  });

  test('placed, assigned by hand, moved and matched from waiting, all together', async () => {
    const [one, two] = [await place(20 * 60), await place(20 * 60)];
    const busy = await Promise.all([120, 120, 120, 120].map(place));
    const waiting = busy.find(({ status }) => status === 'unmatched');
    const [tom, leo] = workers;
    if (!tom || !leo || !waiting) throw new Error('three workers, four orders');
    const results = await Promise.allSettled([
      ...[20 * 60, 20 * 60, 20 * 60 + 45].map(place),
      ...workers.flatMap((worker) => [assign(one, worker), assign(two, worker), assign(waiting, worker)]),
      moveOrder(t.app, t.boss, { order: one.id, at: plusMinutes(MONDAY, 20 * 60 + 30) }),
      moveOrder(t.app, t.boss, { order: two.id, at: plusMinutes(MONDAY, 120) }),
      matchWaitingOrders(t.app, SYSTEM),
    ]);
    const refusals = results.flatMap((result) => (result.status === 'rejected' ? [(result.reason as { code?: string }).code ?? String(result.reason)] : []));
    const EXPECTED = ['staffing.worker_not_free', 'orders.same_worker', 'orders.nobody_free_then', 'orders.changed_meanwhile', 'orders.wrong_state'];
    expect(refusals.filter((code) => !EXPECTED.includes(code))).toEqual([]);
    expect(await clashes()).toEqual([]);
    const quarters = await t.app.query(SYSTEM, async (w) => Promise.all(workers.map(({ id }) => w.staffing.bookedOrders(id, MONDAY, plusMinutes(MONDAY, 3 * 24 * 60)))));
    const orders = await t.app.query(SYSTEM, (w) => w.orders.orders({ statuses: ['assigned'] }));
    expect(quarters.flat().sort()).toEqual(orders.map(({ id }) => id).sort());
  });
});
