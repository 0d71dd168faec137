import { issueKit, listKits, missKit, overrideKit, stopMissing } from '../../../src/domain/consumables';
import type { AppWork } from '../../../src/app';
import { dispatchOutbox } from '../../../src/domain/notifications';
import { assignOrder, cancelOrder, moveOrder, orderTimeline, placeOrder, type OrderView } from '../../../src/domain/orders';
import { deactivateUser, type Person } from '../../../src/domain/users';
import { as, hire, join, MONDAY, offer, openTestApp, type TestApp } from '../../support/app';
import { describeOnBoth } from '../../support/databases';

describeOnBoth('a worker at the place without its kit', (db) => {
  let t: TestApp;
  let order: OrderView;
  let tom: Person;

  beforeEach(async () => {
    t = await openTestApp(await db.url());
    const client = await join(t, 'Barsik', ['client']);
    await join(t, 'Ann', ['supplies', 'manager']);
    await join(t, 'Max', ['manager']);
    tom = await hire(t, 'Tom');
    await offer(t);
    order = await placeOrder(t.app, as(client), { id: t.app.newId(), client: client.id, service: 'Glass dropping', place: 'Kitchen', at: new Date(MONDAY.getTime() + 24 * 3_600_000) });
  });
  afterEach(() => t.app.close());

  const miss = (who: Person) => t.app.run(as(who), (w) => missKit(w, { order: order.id }));
  const timeline = async () => (await t.app.query(t.boss, (w) => orderTimeline(w, order.id))).map(({ event }) => event.type);
  const told = async () => {
    await dispatchOutbox(t.app);
    return t.letters.filter(({ content }) => content.message === 'kit_missing').length;
  };

  test('is told of once to each of supplies staff and managers, however often it says so, and only its own worker may (O3)', async () => {
    await miss(tom);
    await miss(tom);
    expect(await told()).toBe(2);
    expect((await timeline()).filter((type) => type === 'supplies_missed')).toHaveLength(1);
    await expect(miss(await hire(t, 'Leo'))).rejects.toMatchObject({ code: 'users.forbidden' });
    await expect(t.app.run(as(tom), (w) => missKit(w, { order: t.app.newId() }))).rejects.toMatchObject({ code: 'consumables.kit_not_found' });
  });

  test.each(['issued', 'done without'] as const)('is nothing to tell where the kit was %s meanwhile', async (how) => {
    if (how === 'issued') await t.app.run(t.boss, (w) => issueKit(w, { order: order.id }));
    else await t.app.run(t.boss, (w) => overrideKit(w, { order: order.id, reason: 'it is raining' }));
    await miss(tom);
    expect(await told()).toBe(0);
    expect((await timeline()).filter((type) => type === 'supplies_missed')).toEqual([]);
  });

  const boss = (work: (w: AppWork) => Promise<unknown>) => t.app.run(t.boss, work);
  test.each<[string, () => Promise<unknown>]>([
    ['the worker is not there after all', () => t.app.run(as(tom), (w) => stopMissing(w, { order: order.id }))],
    ['the kit is issued', () => boss((w) => issueKit(w, { order: order.id }))],
    ['the order may start without it', () => boss((w) => overrideKit(w, { order: order.id, reason: 'it is raining' }))],
    ['the order goes to another worker', async () => { const leo = await hire(t, 'Leo'); await boss((w) => assignOrder(w, { order: order.id, worker: leo.id, reason: 'nearer' })); }],
    ['the order has nobody any more', () => boss((w) => deactivateUser(w, { person: tom.id }))],
    ['the order is moved', () => moveOrder(t.app, t.boss, { order: order.id, at: new Date(order.at.getTime() + 3_600_000), reason: 'rain' })],
    ['the order is cancelled', () => boss((w) => cancelOrder(w, { order: order.id, reason: 'client_asked' }))],
  ])('is missed no longer where %s, and each message that said so says that, once (N2)', async (_what, end) => {
    await miss(tom);
    expect(await told()).toBe(2);
    expect(await t.app.query(t.boss, (w) => listKits(w))).toMatchObject([{ isMissed: true }]);
    t.letters.length = 0;
    await end();
    expect(await t.app.query(t.boss, (w) => listKits(w))).toMatchObject([{ isMissed: false }]);
    expect(await told()).toBe(2);
    for (const letter of t.letters.filter(({ content }) => content.message === 'kit_missing')) expect(letter).toMatchObject({ content: { kit: { isMissed: false } }, editMessageId: expect.any(Number) as number });
    expect((await timeline()).filter((type) => type === 'supplies_not_missed')).toHaveLength(1);
  });

  test('is told of by new messages where it is there once more, and nobody but itself may say that it is not', async () => {
    await miss(tom);
    await told();
    await expect(t.app.run(t.boss, (w) => stopMissing(w, { order: order.id }))).rejects.toMatchObject({ code: 'users.forbidden' });
    for (let count = 0; count < 2; count++) await t.app.run(as(tom), (w) => stopMissing(w, { order: order.id }));
    await told();
    t.letters.length = 0;
    await miss(tom);
    expect(await told()).toBe(2);
    expect(t.letters.map(({ editMessageId }) => editMessageId)).toEqual([null, null]);
  });

  test('is not told any more once the kit is there (N2)', async () => {
    await miss(tom);
    await t.app.run(t.boss, (w) => issueKit(w, { order: order.id }));
    expect(await told()).toBe(0);
  });
});
