import { alertOverdueOrders, cancelOrder, completeOrder, failNoShows, failOrder, placeOrder, repeatOrder, showOrder, startOrder, type OrderView } from '../../../src/domain/orders';
import { issueKit, overrideKit } from '../../../src/domain/consumables';
import { SYSTEM } from '../../../src/domain/shared/work';
import type { Person } from '../../../src/domain/users';
import { listReviews } from '../../../src/domain/quality';
import { as, hire, join, MONDAY, offer, openTestApp, photo, type TestApp } from '../../support/app';
import { describeOnBoth } from '../../support/databases';

const IN_TWO_HOURS = new Date(MONDAY.getTime() + 2 * 3_600_000);

describeOnBoth('an order', (db) => {
  let t: TestApp;
  let client: Person;
  let worker: Person;

  beforeEach(async () => {
    t = await openTestApp(await db.url());
    client = await join(t, 'Barsik', ['client']);
    worker = await hire(t, 'Tom');
    await join(t, 'Ann', ['supplies']);
    await offer(t);
  });
  afterEach(() => t.app.close());

  const place = (changes: { id?: string; at?: Date; place?: string; service?: string; description?: string } = {}): Promise<OrderView> =>
    placeOrder(t.app, as(client), { id: t.app.newId(), client: client.id, service: 'Glass dropping', place: 'Kitchen', at: IN_TWO_HOURS, ...changes });
  const show = (order: OrderView) => t.app.query(SYSTEM, (w) => showOrder(w, order.id));
  const issue = (order: OrderView) => t.app.run(t.boss, (w) => issueKit(w, { order: order.id }));
  const start = (order: OrderView, name = 'place') => t.app.run(as(worker), (w) => startOrder(w, { order: order.id, photo: photo(name) }));

  test('is placed, priced and booked in one go (O2)', async () => {
    const order = await place();
    expect(order).toMatchObject({
      number: 1,
      status: 'assigned',
      worker: { id: worker.id },
      estimate: 10_000,
      price: { listPrice: 10_000, percent: 0, price: 10_000 },
      supplies: 'requested',
    });
  });

  test('confirmed twice is one order (O2)', async () => {
    const id = t.app.newId();
    const [first, second] = await Promise.all([place({ id }), place({ id })]);
    expect(second.number).toBe(first.number);
  });

  test('of two clients at one time: the second waits, and is matched when the worker is freed (M4, M5)', async () => {
    const [one, two] = await Promise.all([place(), place()]);
    expect([one.status, two.status].sort()).toEqual(['assigned', 'unmatched']);
    const [assigned, waiting] = one.status === 'assigned' ? [one, two] : [two, one];
    expect(waiting.price).toBeNull();
    await t.app.run(as(client), (w) => cancelOrder(w, { order: assigned.id, reason: 'plans_changed' }));
    const { carryOutReactions } = await import('../../../src/jobs/reactions');
    await carryOutReactions(t.app);
    expect(await show(waiting)).toMatchObject({ status: 'assigned', worker: { id: worker.id }, price: { price: 10_000 } });
  });

  test('for which nobody is found by its time is cancelled and costs nothing (M5)', async () => {
    await place();
    const waiting = await place();
    t.clock.advance(120);
    const { matchWaitingOrders } = await import('../../../src/domain/orders');
    await matchWaitingOrders(t.app, SYSTEM);
    expect(await show(waiting)).toMatchObject({ status: 'cancelled', endReason: 'nobody_free', price: null });
  });

  test('cannot start before its kit is issued, unless a manager overrides it (O3)', async () => {
    const order = await place();
    await expect(start(order)).rejects.toMatchObject({ code: 'orders.supplies_not_issued' });
    await t.app.run(t.boss, (w) => overrideKit(w, { order: order.id, reason: 'the kit is on its way' }));
    expect(await start(order)).toMatchObject({ status: 'started', supplies: 'overridden' });
  });

  test('goes from assigned over started to completed (O3, O4)', async () => {
    const order = await place();
    await issue(order);
    await start(order);
    await t.app.run(as(worker), (w) => completeOrder(w, { order: order.id, photo: photo('form') }));
    expect(await show(order)).toMatchObject({ status: 'completed', supplies: 'issued' });
    await expect(start(order)).rejects.toMatchObject({ code: 'orders.wrong_state' });
  });

  test.each([
    ['issued in time: no_show', true, 'no_show'],
    ['never issued: supplies_missing', false, 'supplies_missing'],
  ])('nobody started 30 minutes after its time fails by itself, its kit %s (O5)', async (_, issued, reason) => {
    const order = await place();
    if (issued) await issue(order);
    t.clock.advance(120 + 29);
    await failNoShows(t.app, SYSTEM);
    expect(await show(order)).toMatchObject({ status: 'assigned' });
    t.clock.advance(1);
    await failNoShows(t.app, SYSTEM);
    expect(await show(order)).toMatchObject({ status: 'failed', endReason: reason });
    expect(await t.app.query(t.boss, (w) => listReviews(w, { open: true }))).toMatchObject([{ order: { number: 1 }, reason: 'failed' }]);
  });

  test('waits with the no-show until the messages of its worker are worked off (O5)', async () => {
    const order = await place();
    t.clock.advance(180);
    await t.app.run(SYSTEM, (w) => w.chat.keepUpdate({ updateId: 1, chatId: worker.chatId ?? 0, body: '{}' }));
    await failNoShows(t.app, SYSTEM);
    expect(await show(order)).toMatchObject({ status: 'assigned' });
    await t.app.run(SYSTEM, async (w) => {
      await w.chat.updateHandled(1, null);
      await w.chat.keepUpdate({ updateId: 2, chatId: client.chatId ?? 0, body: '{}' });
    });
    await failNoShows(t.app, SYSTEM);
    expect(await show(order)).toMatchObject({ status: 'failed' });
  });

  test('started and two hours past its end alerts managers, once (O3)', async () => {
    const order = await place();
    await issue(order);
    await start(order);
    t.clock.advance(120 + 60 + 119);
    expect(await alertOverdueOrders(t.app, SYSTEM)).toBe(0);
    t.clock.advance(1);
    expect(await alertOverdueOrders(t.app, SYSTEM)).toBe(1);
    expect(await alertOverdueOrders(t.app, SYSTEM)).toBe(0);
  });

  test('started fails by the worker with a reason (O6)', async () => {
    const order = await place();
    await issue(order);
    await start(order);
    await t.app.run(as(worker), (w) => failOrder(w, { order: order.id, reason: 'no_client' }));
    expect(await show(order)).toMatchObject({ status: 'failed', endReason: 'no_client' });
  });

  test('is cancelled once, and not after its start (O6)', async () => {
    const order = await place();
    const cancel = (id: string) => t.app.run(as(client), (w) => cancelOrder(w, { order: id, reason: 'plans_changed' }));
    expect(await cancel(order.id)).toMatchObject({ status: 'cancelled', supplies: 'withdrawn' });
    await expect(cancel(order.id)).rejects.toMatchObject({ code: 'orders.wrong_state' });
    const started = await place();
    await issue(started);
    await start(started);
    await expect(cancel(started.id)).rejects.toMatchObject({ code: 'orders.wrong_state' });
  });

  test('cancelled is placed once more at another date, once; the copy names its original (O5)', async () => {
    const order = await place({ description: 'two glasses' });
    const at = new Date(MONDAY.getTime() + 86_400_000);
    const repeat = () => repeatOrder(t.app, as(client), { id: t.app.newId(), order: String(order.number), at });
    await expect(repeat()).rejects.toMatchObject({ code: 'orders.wrong_state' });
    await t.app.run(as(client), (w) => cancelOrder(w, { order: order.id, reason: 'plans_changed' }));
    const copies = await Promise.allSettled([repeat(), repeat()]);
    expect(copies.map((copy) => copy.status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(repeat()).rejects.toMatchObject({ code: 'orders.already_copied' });
    const made = copies.find((copy) => copy.status === 'fulfilled');
    expect(made?.value).toMatchObject({ at, copyOf: { number: order.number }, place: 'Kitchen', description: 'two glasses', price: { price: 10_000 } });
  });

  test.each([
    ['a date in the past', { at: new Date(MONDAY.getTime() - 1) }, 'orders.too_soon'],
    ['less than an hour ahead', { at: new Date(MONDAY.getTime() + 59 * 60_000) }, 'orders.too_soon'],
    ['more than 60 days ahead', { at: new Date(MONDAY.getTime() + 61 * 86_400_000) }, 'orders.too_far'],
    ['an empty place', { place: '  ' }, 'users.bad_text'],
    ['10,000 characters', { place: 'x'.repeat(10_000) }, 'users.bad_text'],
    ['a description of 10,000 characters', { description: 'x'.repeat(10_000) }, 'users.bad_text'],
    ['an unknown service', { service: 'Flying' }, 'orders.service_not_found'],
  ])('is refused with %s (O1)', async (_, changes, code) => {
    await expect(place(changes)).rejects.toMatchObject({ code });
  });

  test('belongs to its client and worker alone (U4)', async () => {
    const order = await place();
    const stranger = await join(t, 'Vasya', ['client']);
    await expect(t.app.query(as(stranger), (w) => showOrder(w, order.id))).rejects.toMatchObject({ code: 'users.forbidden' });
    await expect(t.app.run(as(stranger), (w) => cancelOrder(w, { order: order.id, reason: 'plans_changed' }))).rejects.toMatchObject({
      code: 'users.forbidden',
    });
  });
});
