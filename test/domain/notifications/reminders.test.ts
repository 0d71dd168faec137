import { dispatchOutbox, remindWorkers } from '../../../src/domain/notifications';
import { assignOrder, cancelOrder, placeOrder, startOrder, type OrderView } from '../../../src/domain/orders';
import { issueKit } from '../../../src/domain/consumables';
import { SYSTEM } from '../../../src/domain/shared/work';
import type { Person } from '../../../src/domain/users';
import { renderLetter } from '../../../src/bot/views/render';
import { as, hire, MONDAY, openHousehold, photo, type TestApp } from '../../support/app';
import { describeOnBoth } from '../../support/databases';

describeOnBoth('a job that begins in an hour', (db) => {
  let t: TestApp;
  let client: Person;
  let tom: Person;
  let order: OrderView;

  beforeEach(async () => {
    ({ t, client, tom } = await openHousehold(await db.url()));
    order = await placeOrder(t.app, as(client), { id: t.app.newId(), client: client.id, service: 'Glass dropping', place: 'Kitchen', at: new Date(MONDAY.getTime() + 4 * 3_600_000) });
  });
  afterEach(() => t.app.close());

  const remind = () => remindWorkers(t.app, SYSTEM);
  const told = async () => {
    await dispatchOutbox(t.app);
    return t.letters.filter(({ content }) => content.message === 'job_soon').map((letter) => ({ chatId: letter.chatId, silent: letter.silent, text: renderLetter(letter).text }));
  };

  test('is told to its worker once, and where (bot.md §5)', async () => {
    t.clock.advance(179);
    expect(await remind()).toBe(0);
    t.clock.advance(1);
    expect((await Promise.all([remind(), remind()])).reduce((sum, count) => sum + count)).toBe(1);
    expect(await remind()).toBe(0);
    expect(await told()).toEqual([{ chatId: tom.chatId, silent: false, text: '#1: In an hour: Kitchen.' }]);
  });

  test('is told by its time where less than an hour is left, and not at all once it should have begun', async () => {
    t.clock.advance(3 * 60 + 20);
    await remind();
    expect(await told()).toEqual([{ chatId: tom.chatId, silent: false, text: '#1: At 16:00: Kitchen.' }]);
    t.clock.advance(40);
    expect(await remind()).toBe(0);
  });

  test('and went to somebody else, is told to that worker alone (N2)', async () => {
    const leo = await hire(t, 'Leo');
    t.clock.advance(180);
    await remind();
    await t.app.run(t.boss, (w) => assignOrder(w, { order: order.id, worker: leo.id, reason: 'Tom is ill' }));
    expect(await remind()).toBe(1);
    expect(await told()).toEqual([{ chatId: leo.chatId, silent: false, text: '#1: In an hour: Kitchen.' }]);
  });

  test.each(['cancelled', 'started'])('and was %s before its worker could be told, is told to nobody (N2)', async (what) => {
    t.clock.advance(180);
    await remind();
    if (what === 'cancelled') await t.app.run(as(client), (w) => cancelOrder(w, { order: order.id, reason: 'plans_changed' }));
    else {
      await t.app.run(t.boss, (w) => issueKit(w, { order: order.id }));
      await t.app.run(as(tom), (w) => startOrder(w, { order: order.id, photo: photo('door') }));
    }
    expect(await told()).toEqual([]);
  });
});
