import { issueKit, listKits } from '../../../src/domain/consumables';
import { dispatchOutbox } from '../../../src/domain/notifications';
import { assignOrder, cancelOrder, failNoShows, matchWaitingOrders, moveOrder, orderTimeline, placeOrder, reportCannotCome, showOrder, startOrder, type OrderView } from '../../../src/domain/orders';
import { changedMeanwhile } from '../../../src/domain/orders/errors';
import { SYSTEM } from '../../../src/domain/shared/work';
import { markAbsence } from '../../../src/domain/staffing';
import { deactivateUser, type Person } from '../../../src/domain/users';
import { as, hire, join, MONDAY, offer, openTestApp, photo, type TestApp } from '../../support/app';
import { describeOnBoth } from '../../support/databases';

const hours = (count: number) => new Date(MONDAY.getTime() + count * 3_600_000);
const TOMORROW = hours(24);
const LATER = hours(48);

describeOnBoth('an order that is moved (O9)', (db) => {
  let t: TestApp;
  let client: Person;
  let tom: Person;

  beforeEach(async () => {
    t = await openTestApp(await db.url());
    client = await join(t, 'Barsik', ['client']);
    await join(t, 'Ann', ['supplies']);
    tom = await hire(t, 'Tom');
    await offer(t);
  });
  afterEach(() => t.app.close());

  const place = (at = TOMORROW) => placeOrder(t.app, as(client), { id: t.app.newId(), client: client.id, service: 'Glass dropping', place: 'Kitchen', at });
  const move = (order: OrderView, at: Date, who = as(client)) => moveOrder(t.app, who, { order: order.id, at });
  const show = (order: OrderView) => t.app.query(SYSTEM, (w) => showOrder(w, order.id));
  const away = (worker: Person, at: Date) => t.app.run(t.boss, (w) => markAbsence(w, { worker: worker.id, from: at, to: new Date(at.getTime() + 3_600_000) }));
  const cancel = (order: OrderView) => t.app.run(as(client), (w) => cancelOrder(w, { order: order.id, reason: 'plans_changed' }));
  const events = async (order: OrderView) => (await t.app.query(SYSTEM, (w) => orderTimeline(w, order.id))).map(({ event }) => event);
  /** What was told since, but for cards. */
  const messages = async () => {
    t.letters.length = 0;
    await dispatchOutbox(t.app);
    return t.letters.filter(({ content, editMessageId }) => editMessageId === null && !content.message.endsWith('_card')).map(({ content, chatId }) => `${content.message} ${chatId}`);
  };

  test('keeps its worker, its price and its length, and the kit follows', async () => {
    const order = await place();
    await messages();
    const moved = await move(order, LATER);
    expect(moved).toMatchObject({ number: 1, status: 'assigned', worker: { id: tom.id }, at: LATER, endsAt: hours(49), price: { price: 10_000 } });
    expect(await t.app.query(t.boss, (w) => listKits(w, {}))).toMatchObject([{ worker: tom.id, dueAt: LATER }]);
    expect(await events(order)).toContainEqual(expect.objectContaining({ type: 'order_moved', from_at: TOMORROW.toISOString(), at: LATER.toISOString(), previous_worker: tom.id, worker: tom.id }));
    expect(await messages()).toEqual(expect.arrayContaining([`order_moved ${client.chatId}`, `job_moved ${tom.chatId}`]));
  });

  test('by half an hour, over its own booking, keeps its worker too, who is free for others at the time that is left', async () => {
    const order = await place();
    expect(await move(order, new Date(TOMORROW.getTime() + 1_800_000))).toMatchObject({ status: 'assigned', worker: { id: tom.id } });
    expect(await place(new Date(TOMORROW.getTime() - 3_600_000))).toMatchObject({ status: 'assigned', worker: { id: tom.id } });
    expect(await place(TOMORROW)).toMatchObject({ status: 'unmatched' });
  });

  test('to a time at which its worker is booked or away gets another one; the first is told that it is off', async () => {
    const leo = await hire(t, 'Leo');
    const order = await place();
    const [first, other] = order.worker?.id === tom.id ? [tom, leo] : [leo, tom];
    await away(first, LATER);
    await messages();
    const moved = await move(order, LATER);
    expect(moved).toMatchObject({ status: 'assigned', worker: { id: other.id }, at: LATER, price: { price: 10_000 } });
    expect((await messages()).filter((told) => told.startsWith('job'))).toEqual([`job_withdrawn ${first.chatId}`]);
    expect(await t.app.query(t.boss, (w) => listKits(w, {}))).toMatchObject([{ worker: other.id, dueAt: LATER }]);
  });

  test('to a time at which nobody is free stays as it is, wholly', async () => {
    const order = await place();
    await away(tom, LATER);
    const before = await events(order);
    await expect(move(order, LATER)).rejects.toMatchObject({ code: 'orders.nobody_free_then' });
    expect(await show(order)).toEqual(order);
    expect(await events(order)).toEqual(before);
    expect(await place(TOMORROW)).toMatchObject({ status: 'unmatched' });
  });

  test('frees its old time for an order that waits', async () => {
    const order = await place();
    const waiting = await place();
    expect(waiting.status).toBe('unmatched');
    await move(order, LATER);
    const { carryOutReactions } = await import('../../../src/jobs/reactions');
    await carryOutReactions(t.app);
    expect(await show(waiting)).toMatchObject({ status: 'assigned', worker: { id: tom.id } });
  });

  test('and has nobody goes on waiting at its new time, or finds somebody who is free then and gets its price', async () => {
    await place();
    const [one, two] = [await place(), await place()];
    await away(tom, LATER);
    expect(await move(one, LATER)).toMatchObject({ status: 'unmatched', at: LATER, price: null });
    expect(await move(two, hours(72))).toMatchObject({ status: 'assigned', at: hours(72), worker: { id: tom.id }, price: { price: 10_000 }, supplies: 'requested' });
  });

  test('while nobody has it takes its kit along, which is of whoever comes then and is told of once', async () => {
    const order = await place();
    const kit = async () => (await t.app.query(t.boss, (w) => listKits(w, {})))[0];
    await t.app.run(t.boss, (w) => deactivateUser(w, { person: tom.id }));
    await messages();
    expect(await move(order, LATER)).toMatchObject({ status: 'unmatched', at: LATER });
    expect(await kit()).toMatchObject({ dueAt: LATER, isWaiting: true });
    expect((await messages()).filter((told) => told.startsWith('kit_changed'))).toEqual([]);
    const leo = await hire(t, 'Leo');
    expect(await move(order, hours(72))).toMatchObject({ status: 'assigned', worker: { id: leo.id } });
    expect(await kit()).toMatchObject({ worker: leo.id, dueAt: hours(72), isWaiting: false });
    expect((await messages()).filter((told) => told.startsWith('kit_changed'))).toHaveLength(1);
  });

  test.each([
    ['a minute past the last moment', 12 * 60 + 1, undefined, 'orders.too_late_to_move'],
    ['at the last moment', 12 * 60, undefined, null],
    ['to a time that has passed', 0, hours(-1), 'orders.too_soon'],
    ['to a time that is too far', 0, hours(61 * 24), 'orders.too_far'],
  ])('%s is answered as the policy says', async (_, minutes, at, code) => {
    const order = await place();
    t.clock.advance(minutes);
    const moved = move(order, at ?? LATER);
    if (code === null) expect(await moved).toMatchObject({ at: LATER });
    else await expect(moved).rejects.toMatchObject({ code });
  });

  test('twice to the same time is moved once', async () => {
    const order = await place();
    await Promise.all([move(order, LATER), move(order, LATER)]);
    expect((await events(order)).filter(({ type }) => type === 'order_moved')).toHaveLength(1);
    await move(order, LATER);
    expect((await events(order)).filter(({ type }) => type === 'order_moved')).toHaveLength(1);
  });

  test('is moved by its client and by managers, not by its worker or anybody else', async () => {
    const order = await place();
    const stranger = await join(t, 'Vasya', ['client']);
    for (const who of [stranger, tom]) await expect(move(order, LATER, as(who))).rejects.toMatchObject({ code: 'users.forbidden' });
    expect(await move(order, LATER, t.boss)).toMatchObject({ at: LATER });
  });

  test('is no longer one of which its worker said that it cannot come', async () => {
    const order = await place();
    await t.app.run(as(tom), (w) => reportCannotCome(w, { order: order.id, reason: 'ill' }));
    expect(await move(order, LATER)).toMatchObject({ cannotCome: null });
    expect(await show(order)).toMatchObject({ cannotCome: null });
  });

  describe('while somebody else changes it', () => {
    test('by cancelling it: one of both happens, and no time is left booked', async () => {
      const order = await place();
      const results = await Promise.allSettled([move(order, LATER), cancel(order)]);
      const now = await show(order);
      expect(now.status).toBe('cancelled');
      expect(results[1].status).toBe('fulfilled');
      expect(await place(TOMORROW)).toMatchObject({ status: 'assigned' });
      expect(await place(LATER)).toMatchObject({ status: 'assigned' });
    });

    test('by giving it to another worker: whoever has it in the end is booked at its time, and nobody else', async () => {
      const order = await place();
      const leo = await hire(t, 'Leo');
      await Promise.allSettled([move(order, LATER), t.app.run(t.boss, (w) => assignOrder(w, { order: order.id, worker: leo.id, reason: 'Tom is ill' }))]);
      const now = await show(order);
      expect(now).toMatchObject({ status: 'assigned', at: LATER });
      const placed = [await place(now.at), await place(now.at)];
      expect(placed.map(({ status }) => status).sort()).toEqual(['assigned', 'unmatched']);
      expect(placed.find(({ worker }) => worker)?.worker?.id).not.toBe(now.worker?.id);
    });

    test('by moving another order to the same time: the only worker has one of both', async () => {
      const [one, two] = [await place(), await place(hours(72))];
      const results = await Promise.allSettled([move(one, LATER), move(two, LATER)]);
      expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      expect(results.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'orders.nobody_free_then' } });
    });

    test('by starting it: one of both happens', async () => {
      const order = await place();
      await t.app.run(t.boss, (w) => issueKit(w, { order: order.id }));
      await Promise.allSettled([move(order, LATER), t.app.run(as(tom), (w) => startOrder(w, { order: order.id, photo: photo('place') }))]);
      const now = await show(order);
      const moved = (await events(order)).findIndex(({ type }) => type === 'order_moved');
      const started = (await events(order)).findIndex(({ type }) => type === 'order_started');
      expect(started === -1 || moved < started).toBe(true);
      expect(now.at).toEqual(moved === -1 ? TOMORROW : LATER);
    });

    test('by deactivating its worker: no deactivated worker is booked, and the order waits or went to somebody else', async () => {
      const order = await place();
      await Promise.allSettled([move(order, LATER), t.app.run(t.boss, (w) => deactivateUser(w, { person: tom.id }))]);
      expect(await show(order)).toMatchObject({ status: 'unmatched', worker: null, price: { price: 10_000 } });
    });

    /** The same app, in which something else happens between the look and the change. */
    const meanwhile = (what: () => Promise<unknown>): TestApp['app'] => {
      let happened = false;
      return {
        ...t.app,
        run: async (actor, work) => {
          if (!happened) {
            happened = true;
            await what();
          }
          return t.app.run(actor, work);
        },
      };
    };

    test('by moving it to the same time, and taking every worker that is found for it: it is moved once', async () => {
      await t.app.run(t.boss, (w) => deactivateUser(w, { person: tom.id }));
      const order = await place();
      await hire(t, 'Leo');
      let tries = 0;
      const app: TestApp['app'] = {
        ...t.app,
        run: async (actor, work) => {
          if (++tries < 3) throw changedMeanwhile(order.id, order.number);
          if (tries > 3) return t.app.run(actor, work);
          await move(order, LATER);
          throw changedMeanwhile(order.id, order.number);
        },
      };
      expect(await moveOrder(app, as(client), { order: order.id, at: LATER })).toMatchObject({ at: LATER });
      expect((await events(order)).filter(({ type }) => type === 'order_moved')).toHaveLength(1);
    });

    test('the clock finds it late or without anybody at its old time, and leaves it alone', async () => {
      const late = await place();
      const waiting = await place();
      await away(tom, hours(96));
      const soon = new Date(TOMORROW.getTime() + 31 * 60_000);
      await t.app.run(t.boss, (w) => issueKit(w, { order: late.id }));
      const inTime = async (order: OrderView, at: Date) => {
        t.clock.set(MONDAY);
        await move(order, at);
        t.clock.set(soon);
      };
      t.clock.set(soon);
      await failNoShows(meanwhile(() => inTime(late, LATER)), SYSTEM);
      await matchWaitingOrders(meanwhile(() => inTime(waiting, hours(96))), SYSTEM);
      expect(await show(late)).toMatchObject({ status: 'assigned', at: LATER });
      expect(await show(waiting)).toMatchObject({ status: 'unmatched', at: hours(96) });
    });
  });
});
