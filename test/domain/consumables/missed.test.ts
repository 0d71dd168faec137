import { issueKit, missKit, overrideKit } from '../../../src/domain/consumables';
import { dispatchOutbox } from '../../../src/domain/notifications';
import { orderTimeline, placeOrder, type OrderView } from '../../../src/domain/orders';
import type { Person } from '../../../src/domain/users';
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
    order = await placeOrder(t.app, as(client), { id: t.app.newId(), client: client.id, service: 'Glass dropping', place: 'Kitchen', at: new Date(MONDAY.getTime() + 4 * 3_600_000) });
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
    expect((await timeline()).filter((type) => type === 'supplies_missed')).toHaveLength(2);
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

  test('is not told any more once the kit is there (N2)', async () => {
    await miss(tom);
    await t.app.run(t.boss, (w) => issueKit(w, { order: order.id }));
    expect(await told()).toBe(0);
  });
});
