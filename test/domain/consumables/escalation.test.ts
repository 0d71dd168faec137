import { escalateKits, issueKit, moveKit, overrideKit } from '../../../src/domain/consumables';
import { dispatchOutbox } from '../../../src/domain/notifications';
import { assignOrder, cancelOrder, orderTimeline, placeOrder, type OrderView } from '../../../src/domain/orders';
import { SYSTEM } from '../../../src/domain/shared/work';
import { deactivateUser, type Person } from '../../../src/domain/users';
import { renderLetter } from '../../../src/bot/views/render';
import { as, hire, join, MONDAY, offer, openTestApp, type TestApp } from '../../support/app';
import { describeOnBoth } from '../../support/databases';

const FOUR_HOURS_ON = new Date(MONDAY.getTime() + 4 * 3_600_000);

describeOnBoth('a kit that is still open an hour before its order', (db) => {
  let t: TestApp;
  let client: Person;
  let ann: Person;
  let max: Person;
  let order: OrderView;

  beforeEach(async () => {
    t = await openTestApp(await db.url());
    client = await join(t, 'Barsik', ['client']);
    ann = await join(t, 'Ann', ['supplies']);
    max = await join(t, 'Max', ['manager', 'supplies']);
    await hire(t, 'Tom');
    await offer(t);
    order = await placeOrder(t.app, as(client), { id: t.app.newId(), client: client.id, service: 'Glass dropping', place: 'Kitchen', at: FOUR_HOURS_ON });
  });
  afterEach(() => t.app.close());

  const escalate = () => escalateKits(t.app, SYSTEM);
  const told = async () => {
    await dispatchOutbox(t.app);
    return t.letters.filter(({ content }) => content.message === 'kit_overdue');
  };

  test('is told to supplies staff and managers once, with the way to issue it (C2)', async () => {
    t.clock.advance(179);
    expect(await escalate()).toBe(0);
    t.clock.advance(1);
    expect((await Promise.all([escalate(), escalate()])).reduce((sum, count) => sum + count)).toBe(1);
    expect(await escalate()).toBe(0);
    const letters = await told();
    // Who is both is told once, and so is everybody with a chat.
    expect(letters.map(({ chatId }) => chatId).sort()).toEqual([ann.chatId, max.chatId].sort());
    const [letter] = letters;
    expect(letter).toMatchObject({ silent: false, editMessageId: null });
    expect(letter && renderLetter(letter)).toMatchObject({
      text: '<b>#1: Kit not issued. By Mon 2 Mar, 16:00: Tom, Barsik.</b>\n• acceptance form (required)\n• 2 glasses\nThe rest to your taste.',
      keyboard: [[{ text: 'Issued' }, { text: 'Issued other…' }]],
    });
    const events = (await t.app.query(t.boss, (w) => orderTimeline(w, order.id))).map(({ event }) => event.type);
    expect(events.filter((type) => type === 'supplies_overdue')).toHaveLength(1);
  });

  test('is told late rather than never, where nothing ran at its hour', async () => {
    t.clock.advance(4 * 60 + 5);
    expect(await escalate()).toBe(1);
    expect(await told()).not.toEqual([]);
  });

  test('but was issued, withdrawn or done without, is nobody’s hurry', async () => {
    const place = (at: number) => placeOrder(t.app, as(client), { id: t.app.newId(), client: client.id, service: 'Glass dropping', place: 'Kitchen', at: new Date(at) });
    const second = await place(FOUR_HOURS_ON.getTime() + 3 * 3_600_000);
    const third = await place(FOUR_HOURS_ON.getTime() - 2.5 * 3_600_000);
    await t.app.run(as(ann), (w) => issueKit(w, { order: order.id }));
    await t.app.run(as(client), (w) => cancelOrder(w, { order: second.id, reason: 'plans_changed' }));
    await t.app.run(t.boss, (w) => overrideKit(w, { order: third.id, reason: 'in a hurry' }));
    t.clock.advance(24 * 60);
    expect(await escalate()).toBe(0);
  });

  test('and is issued before anybody could be told, is told to nobody (N2)', async () => {
    t.clock.advance(180);
    await escalate();
    await t.app.run(as(ann), (w) => issueKit(w, { order: order.id }));
    expect(await told()).toEqual([]);
  });

  test('is told once somebody has its order again, not while nobody has it', async () => {
    await t.app.run(t.boss, (w) => deactivateUser(w, { person: order.worker?.id ?? '' }));
    t.clock.advance(180);
    expect(await escalate()).toBe(0);
    const leo = await hire(t, 'Leo');
    await t.app.run(t.boss, (w) => assignOrder(w, { order: order.id, worker: leo.id, reason: 'Tom has left' }));
    expect(await escalate()).toBe(1);
    expect(await told()).not.toEqual([]);
  });

  test('whose order loses its worker while this is looked for is not told in vain', async () => {
    t.clock.advance(180);
    const run: TestApp['app']['run'] = async (actor, work) => {
      await t.app.run(t.boss, (w) => deactivateUser(w, { person: order.worker?.id ?? '' }));
      return t.app.run(actor, work);
    };
    expect(await escalateKits({ ...t.app, run }, SYSTEM)).toBe(0);
  });

  test('is told again for another time that the order is moved to (O9)', async () => {
    t.clock.advance(180);
    await escalate();
    const later = new Date(FOUR_HOURS_ON.getTime() + 86_400_000);
    await t.app.run(t.boss, (w) => moveKit(w, { order: order.id, worker: order.worker?.id ?? null, at: later.toISOString() }));
    expect(await escalate()).toBe(0);
    t.clock.advance(24 * 60);
    expect(await escalate()).toBe(1);
    expect(await escalate()).toBe(0);
  });
});
