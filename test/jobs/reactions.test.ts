import { carryOutReactions } from '../../src/jobs/reactions';
import { placeOrder, type OrderView } from '../../src/domain/orders';
import { SYSTEM } from '../../src/domain/shared/work';
import { deactivateUser, type Person } from '../../src/domain/users';
import { as, hire, MONDAY, openHousehold, type TestApp } from '../support/app';
import { describeOnBoth } from '../support/databases';

describeOnBoth('what follows many events', (db) => {
  let t: TestApp;
  let client: Person;
  let tom: Person;
  let leo: Person;

  beforeEach(async () => {
    ({ t, client, tom } = await openHousehold(await db.url()));
    for (let hour = 24; hour < 32; hour += 2) await place(hour);
    leo = await hire(t, 'Leo');
    await t.app.run(t.boss, (w) => deactivateUser(w, { person: tom.id }));
  });
  afterEach(() => t.app.close());

  const place = (hour: number): Promise<OrderView> =>
    placeOrder(t.app, as(client), { id: t.app.newId(), client: client.id, service: 'Glass dropping', place: 'Kitchen', at: new Date(MONDAY.getTime() + hour * 3_600_000) });
  const due = () => t.app.query(SYSTEM, (w) => w.machine.reactionsDue(100));
  /** The same app; tells how often it looks for the orders that wait, and does something after each look. */
  function watched(afterwards: () => Promise<unknown> = () => Promise.resolve()) {
    let looks = 0;
    const query: TestApp['app']['query'] = async (actor, look) => {
      const before = looks;
      const found = await t.app.query(actor, (w) => look({ ...w, orders: { ...w.orders, orders: (filter) => ((looks += 1), w.orders.orders(filter)) } }));
      if (looks > before) await afterwards();
      return found;
    };
    return { app: { ...t.app, query }, looks: () => looks };
  }

  test('is done once a round for all of them: a worker who leaves many orders behind sets off one search', async () => {
    const before = await due();
    expect(before.length).toBeGreaterThan(4);
    const seen = watched();
    expect(await carryOutReactions(seen.app)).toBe(before.length);
    expect([seen.looks(), await due()]).toEqual([1, []]);
    const orders = await t.app.query(SYSTEM, (w) => w.orders.orders({ statuses: ['assigned'] }));
    expect(orders.map(({ worker }) => worker)).toEqual([leo.id, leo.id, leo.id, leo.id]);
  });

  test('is done again for what was asked after it had begun', async () => {
    const laterOn = async () => {
      for (const hour of [24, 24, 24]) await place(hour);
    };
    await carryOutReactions(watched(laterOn).app);
    expect((await due()).map(({ reaction }) => reaction)).toEqual(['match_waiting', 'match_waiting']);
    await carryOutReactions(t.app);
    expect(await due()).toEqual([]);
  });
});
