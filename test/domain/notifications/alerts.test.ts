import { dispatchOutbox, listAlerts, settleAlert, takeAlert } from '../../../src/domain/notifications';
import { cancelOrder, matchAgain, placeOrder, whoIsFree, type OrderView } from '../../../src/domain/orders';
import { activatePipeline, editPipeline, markAbsence, type ProgramOutcome } from '../../../src/domain/staffing';
import type { Person } from '../../../src/domain/users';
import { as, hire, join, offer, openTestApp, type TestApp } from '../../support/app';
import { describeOnBoth } from '../../support/databases';

describeOnBoth('alerts', (db) => {
  let t: TestApp;
  let client: Person;
  let [max, ann]: Person[] = [];
  let answer: ProgramOutcome;

  beforeEach(async () => {
    t = await openTestApp(await db.url(), { programs: { names: () => ['nearest'], ask: () => Promise.resolve(answer) } });
    answer = { ok: false, fault: 'crashed', detail: 'exit code 1' };
    client = await join(t, 'Barsik', ['client']);
    [max, ann] = [await join(t, 'Max', ['manager']), await join(t, 'Ann', ['manager'])];
    await offer(t);
  });
  afterEach(() => t.app.close());

  const place = (): Promise<OrderView> =>
    placeOrder(t.app, as(client), { id: t.app.newId(), client: client.id, service: 'Glass dropping', place: 'Kitchen', at: new Date(t.clock.now().getTime() + 7_200_000) });
  const open = () => t.app.query(t.boss, listAlerts);
  const sent = async (message: string) => {
    await dispatchOutbox(t.app);
    return t.letters.splice(0).filter(({ content, editMessageId }) => content.message === message && editMessageId === null).map(({ chatId }) => chatId);
  };
  const manager = (person: Person | undefined) => as(person as Person);

  test('that a program stopped matching name it, and end with a worker; matching again tells the same until the program is back (M2, M5)', async () => {
    await hire(t, 'Tom');
    await t.app.run(t.boss, (w) => editPipeline(w, { name: 'asking', source: 'pipeline: asking\nsteps:\n  - free\n  - program: {run: nearest, on_failure: stop}\n  - best', programs: ['nearest'] }));
    await t.app.run(t.boss, (w) => activatePipeline(w, { ref: 'asking', reason: 'tried', programs: ['nearest'] }));
    const order = await place();
    expect(await open()).toMatchObject([{ kind: 'matching', program: 'nearest', fault: 'crashed', order: { id: order.id } }, { kind: 'unmatched' }]);
    expect(await sent('alert_matching')).toEqual([max?.chatId, ann?.chatId]);
    expect(await matchAgain(t.app, manager(max), { order: order.id })).toMatchObject({ outcome: 'stopped', program: 'nearest', order: { status: 'unmatched' } });
    answer = { ok: true, version: '1', dropped: [], values: {} };
    expect(await matchAgain(t.app, manager(max), { order: order.id })).toMatchObject({ outcome: 'found', order: { worker: { name: 'Tom' } } });
    expect(await open()).toEqual([]);
    await expect(matchAgain(t.app, manager(max), { order: order.id })).rejects.toMatchObject({ code: 'orders.still_comes', params: { worker: 'Tom' } });
    await expect(matchAgain(t.app, as(client), { order: order.id })).rejects.toMatchObject({ code: 'users.forbidden' });
  });

  test('that end before they could be sent are not sent (N2)', async () => {
    const order = await place();
    await t.app.run(t.boss, (w) => cancelOrder(w, { order: order.id, reason: 'client_asked' }));
    expect(await sent('alert_unmatched')).toEqual([]);
  });

  test('belong to the first of two managers who take one at the same time, and nobody ticks off what is still true', async () => {
    await place();
    const [alert] = await open();
    const id = alert?.id ?? '';
    const taken = await Promise.all([max, ann].map((person) => t.app.run(manager(person), (w) => takeAlert(w, { alert: id }))));
    expect(taken.filter(({ isMine }) => isMine)).toHaveLength(1);
    expect(new Set(taken.map((one) => one.alert.takenBy?.id)).size).toBe(1);
    await expect(t.app.run(manager(max), (w) => settleAlert(w, { alert: id }))).rejects.toMatchObject({ code: 'notifications.alert_ends_itself' });
    await expect(t.app.run(as(client), (w) => takeAlert(w, { alert: id }))).rejects.toMatchObject({ code: 'users.forbidden' });
  });

  test('come with who is free then, and with what keeps the others', async () => {
    const [tom, leo] = [await hire(t, 'Tom'), await hire(t, 'Leo')];
    const first = await place();
    await t.app.run(t.boss, (w) => markAbsence(w, { worker: leo.id, from: t.clock.now(), to: new Date(t.clock.now().getTime() + 86_400_000) }));
    const busy = first.worker?.id === tom.id ? tom : leo;
    const second = await place();
    await hire(t, 'Felix');
    const asked = await t.app.query(t.boss, (w) => whoIsFree(w, { order: second.id }));
    const told = Object.fromEntries(asked.map(({ worker, hindrance }) => [worker.name, hindrance]));
    expect(asked[0]).toMatchObject({ worker: { name: 'Felix' }, hindrance: null });
    expect(told[busy.name]).toEqual(busy === leo ? { why: 'absent' } : { why: 'busy', number: 1 });
    await expect(t.app.query(as(tom), (w) => whoIsFree(w, { order: second.id }))).rejects.toMatchObject({ code: 'users.forbidden' });
  });
});
