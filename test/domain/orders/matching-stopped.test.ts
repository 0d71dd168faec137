import { dispatchOutbox, listAlerts } from '../../../src/domain/notifications';
import { assignOrder, cancelOrder, matchAgain, matchWaitingOrders, moveOrder, orderTimeline, placeOrder, reportCannotCome, showOrder, type OrderView } from '../../../src/domain/orders';
import { SYSTEM } from '../../../src/domain/shared/work';
import { activatePipeline, editPipeline, markAbsence, type ProgramOutcome } from '../../../src/domain/staffing';
import type { Person } from '../../../src/domain/users';
import { as, hire, join, MONDAY, offer, openTestApp, type TestApp } from '../../support/app';
import { describeOnBoth } from '../../support/databases';

const hours = (count: number) => new Date(MONDAY.getTime() + count * 3_600_000);
const [TOMORROW, LATER] = [hours(24), hours(48)];

describeOnBoth('a match that a program stopped (M2)', (db) => {
  let t: TestApp;
  let client: Person;
  let manager: Person;
  let tom: Person;
  let answer: ProgramOutcome;
  let whileAsked: () => Promise<unknown>;

  beforeEach(async () => {
    whileAsked = () => Promise.resolve();
    const ask = () => whileAsked().then(() => answer);
    t = await openTestApp(await db.url(), { programs: { names: () => ['nearest'], ask } });
    answer = { ok: true, version: '1', dropped: [], values: {} };
    client = await join(t, 'Barsik', ['client']);
    manager = await join(t, 'Max', ['manager']);
    tom = await hire(t, 'Tom');
    await offer(t);
    const source = 'pipeline: asking\nsteps:\n  - present\n  - free\n  - program: {run: nearest, on_failure: stop}\n  - best';
    await t.app.run(t.boss, (w) => editPipeline(w, { name: 'asking', source, programs: ['nearest'] }));
    await t.app.run(t.boss, (w) => activatePipeline(w, { ref: 'asking', reason: 'tried', programs: ['nearest'] }));
  });
  afterEach(() => t.app.close());

  const fail = () => void (answer = { ok: false, fault: 'crashed', detail: 'exit code 1' });
  const place = () => placeOrder(t.app, as(client), { id: t.app.newId(), client: client.id, service: 'Glass dropping', place: 'Kitchen', at: TOMORROW });
  const move = (order: OrderView, at = LATER) => moveOrder(t.app, as(client), { order: order.id, at });
  const again = (order: OrderView) => matchAgain(t.app, as(manager), { order: order.id });
  const away = () => t.app.run(t.boss, (w) => markAbsence(w, { worker: tom.id, from: LATER, to: hours(49) }));
  const cannotCome = (order: OrderView) => t.app.run(as(tom), (w) => reportCannotCome(w, { order: order.id, reason: 'ill' }));
  const cancel = (order: OrderView) => t.app.run(as(client), (w) => cancelOrder(w, { order: order.id, reason: 'plans_changed' }));
  const stops = async (order: OrderView) => (await t.app.query(SYSTEM, (w) => orderTimeline(w, order.id))).filter(({ event }) => event.type === 'matching_stopped');
  const stopped = async (order: OrderView) => (await t.app.query(SYSTEM, (w) => w.staffing.matchesOf(order.id))).filter(({ stopped: by }) => by !== undefined);
  const alerts = async () => (await t.app.query(t.boss, listAlerts)).filter(({ kind }) => kind === 'matching');
  const rows = () => t.app.query(SYSTEM, (w) => w.notifications.openAlerts());
  const sent = async () => {
    await dispatchOutbox(t.app);
    return t.letters.splice(0).filter(({ content, editMessageId }) => content.message === 'alert_matching' && editMessageId === null).map(({ chatId }) => chatId);
  };

  test('is not asked for by a second tap: whoever moves an order twice at once moves it once, with its worker', async () => {
    const order = await place();
    fail();
    const moved = await Promise.all([move(order), move(order)]);
    expect(moved.map(({ at, worker }) => [at, worker?.id])).toEqual([[LATER, tom.id], [LATER, tom.id]]);
    expect((await t.app.query(SYSTEM, (w) => orderTimeline(w, order.id))).filter(({ event }) => event.type === 'order_moved')).toHaveLength(1);
  });

  test('while an order is moved says so, leaves a trace and tells managers, and the order stays where it is', async () => {
    const order = await place();
    await away();
    fail();
    await expect(move(order)).rejects.toMatchObject({ code: 'orders.matching_stopped', kind: 'unavailable', params: { number: 1, program: 'nearest' } });
    expect(await t.app.query(SYSTEM, (w) => showOrder(w, order.id))).toEqual(order);
    expect(await stopped(order)).toMatchObject([{ pipeline: 'asking@1', picked: null, stopped: { program: 'nearest', fault: 'crashed' } }]);
    expect([await sent(), (await alerts()).length, (await stops(order)).length]).toEqual([[manager.chatId], 1, 1]);
    await expect(move(order)).rejects.toMatchObject({ code: 'orders.matching_stopped' });
    expect([await sent(), (await stops(order)).length]).toEqual([[], 1]);
    await move(order, hours(72));
    expect(await alerts()).toEqual([]);
  });

  test('of an order whose worker cannot come is told too, until somebody else has it', async () => {
    const order = await place();
    await cannotCome(order);
    fail();
    expect(await again(order)).toMatchObject({ outcome: 'stopped', order: { status: 'assigned' } });
    expect([await sent(), (await alerts()).length]).toEqual([[manager.chatId], 1]);
    const leo = await hire(t, 'Leo');
    await t.app.run(t.boss, (w) => assignOrder(w, { order: order.id, worker: leo.id, reason: 'Tom is ill' }));
    expect(await alerts()).toEqual([]);
  });

  test('is noted once where two processes find it at the same time', async () => {
    fail();
    await t.app.run(t.boss, (w) => markAbsence(w, { worker: tom.id, from: MONDAY, to: LATER }));
    answer = { ok: true, version: '1', dropped: [], values: {} };
    const order = await place();
    fail();
    expect(order.status).toBe('unmatched');
    await Promise.all([matchWaitingOrders(t.app, SYSTEM), matchWaitingOrders(t.app, SYSTEM), again(order)]);
    expect([(await stopped(order)).length, (await stops(order)).length, (await alerts()).length]).toEqual([1, 1, 1]);
  });

  test('of an order that was cancelled meanwhile is nothing to note', async () => {
    await t.app.run(t.boss, (w) => markAbsence(w, { worker: tom.id, from: MONDAY, to: LATER }));
    const order = await place();
    fail();
    whileAsked = () => cancel(order);
    await matchWaitingOrders(t.app, SYSTEM);
    expect([await stopped(order), await stops(order), await rows()]).toEqual([[], [], []]);
  });

  test('alerts that two raise at the same time are one', async () => {
    const order = await place();
    const raise = () => t.app.run(SYSTEM, (w) => w.notifications.openAlert({ id: w.newId(), kind: 'overdue', key: order.id, order: order.id, worker: null, data: {} }));
    expect((await Promise.all([raise(), raise(), raise()])).filter(Boolean).length).toBeGreaterThan(0);
    expect((await rows()).filter(({ kind }) => kind === 'overdue')).toHaveLength(1);
  });
});

describeOnBoth('two people who are each client and worker (M2)', (db) => {
  test('are held in the same order, whoever places for whom, and before a number is taken', async () => {
    const t = await openTestApp(await db.url());
    await offer(t);
    const cats = [await hire(t, 'Tom'), await hire(t, 'Leo')];
    for (const cat of cats) await t.app.run(t.boss, (w) => w.users.grant(cat.id, 'client'));
    const steps: string[] = [];
    const run: TestApp['app']['run'] = (actor, work) =>
      t.app.run(actor, (w) => {
        const lockPerson = (person: string) => (steps.push(person), w.users.lockPerson(person));
        const nextNumber = () => (steps.push('number'), w.orders.nextNumber());
        return work({ ...w, users: { ...w.users, lockPerson }, orders: { ...w.orders, nextNumber } });
      });
    const first = [...cats.map(({ id }) => id)].sort();
    for (const cat of cats) {
      steps.length = 0;
      const placed = await placeOrder({ ...t.app, run }, t.boss, { id: t.app.newId(), client: cat.id, service: 'Glass dropping', place: 'Kitchen', at: TOMORROW });
      expect(placed.status).toBe('assigned');
      expect(steps.slice(0, 3)).toEqual([...first, 'number']);
    }
    await t.app.close();
  });
});
