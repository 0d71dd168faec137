import { overrideKit } from '../../../src/domain/consumables';
import * as orders from '../../../src/domain/orders';
import type { OrderView } from '../../../src/domain/orders';
import { SYSTEM } from '../../../src/domain/shared/work';
import { deactivateUser, type Person } from '../../../src/domain/users';
import { as, hire, MONDAY, openHousehold, photo, type TestApp } from '../../support/app';
import { describeOnBoth } from '../../support/databases';

const minutes = (count: number) => new Date(MONDAY.getTime() + count * 60_000);
const DAY = 24 * 60;

describeOnBoth('who comes to an order', (db) => {
  let t: TestApp;
  let client: Person;
  let tom: Person;

  beforeEach(async () => {
    ({ t, client, tom } = await openHousehold(await db.url()));
  });
  afterEach(() => t.app.close());

  const place = (at: Date) => orders.placeOrder(t.app, as(client), { id: t.app.newId(), client: client.id, service: 'Glass dropping', place: 'Kitchen', at });
  const show = (order: OrderView) => t.app.query(SYSTEM, (w) => orders.showOrder(w, order.id));
  const report = (order: OrderView, who: Person) => t.app.run(as(who), (w) => orders.reportCannotCome(w, { order: order.id, reason: 'ill' }));
  const assign = (order: OrderView, worker: Person) => t.app.run(t.boss, (w) => orders.assignOrder(w, { order: order.id, worker: worker.id, reason: 'ill' }));
  const dismiss = (who: Person) => t.app.run(t.boss, (w) => deactivateUser(w, { person: who.id }));
  const match = () => orders.matchWaitingOrders(t.app, SYSTEM);
  const free = async (order: OrderView) => (await t.app.query(t.boss, (w) => orders.whoIsFree(w, { order: order.id }))).map(({ worker, hindrance, saidNo }) => [worker.name, hindrance?.why ?? null, saidNo]);
  const start = async (order: OrderView) => {
    await t.app.run(t.boss, (w) => overrideKit(w, { order: order.id, reason: 'none needed' }));
    return t.app.run(as(tom), (w) => orders.startOrder(w, { order: order.id, photo: photo(`place ${order.number}`) }));
  };
  const complete = (order: OrderView) => t.app.run(as(tom), (w) => orders.completeOrder(w, { order: order.id, photo: photo(`form ${order.number}`) }));
  const booked = (order: OrderView) => t.app.query(SYSTEM, async (w) => (await w.staffing.bookedOrders(tom.id, minutes(0), minutes(2 * DAY))).includes(order.id));

  describe('of which somebody said that it cannot come (M4)', () => {
    test('is nobody who said so, whoever had the order since; by hand it may be', async () => {
      const order = await place(minutes(DAY));
      await report(order, tom);
      const leo = await hire(t, 'Leo');
      await assign(order, leo);
      await dismiss(leo);
      expect([await match(), (await show(order)).status]).toEqual([0, 'unmatched']);
      expect(await orders.matchAgain(t.app, t.boss, { order: order.id })).toMatchObject({ outcome: 'nobody' });
      expect(await free(order)).toEqual([['Tom', null, true]]);
      const max = await hire(t, 'Max');
      expect(await free(order)).toEqual([['Max', null, false], ['Tom', null, true]]);
      await dismiss(max);
      expect(await assign(order, tom)).toMatchObject({ worker: { id: tom.id } });
    });

    test('is none of two who said so, one after the other', async () => {
      const order = await place(minutes(DAY));
      await report(order, tom);
      const leo = await hire(t, 'Leo');
      await assign(order, leo);
      await report(order, leo);
      expect(await orders.matchAgain(t.app, t.boss, { order: order.id })).toMatchObject({ outcome: 'nobody', order: { worker: { id: leo.id } } });
    });

    test('may be whoever said so of another time, and not of the one it is moved back to', async () => {
      const order = await place(minutes(3 * DAY));
      await report(order, tom);
      const leo = await hire(t, 'Leo');
      await assign(order, leo);
      await dismiss(leo);
      await orders.moveOrder(t.app, t.boss, { order: order.id, at: minutes(4 * DAY) });
      expect(await show(order)).toMatchObject({ status: 'assigned', worker: { id: tom.id } });
      const max = await hire(t, 'Max');
      await assign(order, max);
      await dismiss(max);
      expect(await orders.moveOrder(t.app, t.boss, { order: order.id, at: minutes(3 * DAY) })).toMatchObject({ status: 'unmatched' });
    });

    test('of another order nothing is said by that', async () => {
      const [one, two] = [await place(minutes(DAY)), await place(minutes(DAY + 600))];
      await report(one, tom);
      expect(await orders.matchAgain(t.app, t.boss, { order: one.id })).toMatchObject({ outcome: 'nobody' });
      expect(two.worker?.id).toBe(tom.id);
    });
  });

  describe('once another has ended (M4)', () => {
    test('is its worker, from the very quarter on in which it was completed', async () => {
      const first = await place(minutes(120));
      const second = await place(minutes(180));
      expect(second.status).toBe('unmatched');
      await start(first);
      t.clock.advance(70);
      await expect(assign(second, tom)).rejects.toMatchObject({ code: 'staffing.worker_not_free' });
      await complete(first);
      const { carryOutReactions } = await import('../../../src/jobs/reactions');
      await carryOutReactions(t.app);
      expect(await show(second)).toMatchObject({ status: 'assigned', worker: { id: tom.id } });
    });

    test('is its worker whatever was left, also where it ended before the way to it began', async () => {
      const first = await place(minutes(DAY));
      await start(first);
      await complete(first);
      expect(await booked(first)).toBe(false);
      expect(await place(minutes(DAY))).toMatchObject({ worker: { id: tom.id } });
    });

    test('the time that its worker spent on it stays taken', async () => {
      const first = await place(minutes(120));
      await start(first);
      t.clock.advance(150);
      await complete(first);
      const quarters = await t.app.query(SYSTEM, (w) => w.staffing.availability(minutes(135), minutes(150), 'another', tom.id));
      expect(quarters).toMatchObject([{ bookedFor: first.id }]);
      expect(await t.app.query(SYSTEM, (w) => w.staffing.availability(minutes(150), minutes(180), 'another', tom.id))).toMatchObject([{ bookedFor: null }]);
    });
  });

  describe('whose start is taken back', () => {
    const takeBack = (order: OrderView, who = t.boss, reason = 'a stray press') => t.app.run(who, (w) => orders.takeBackStart(w, { order: order.id, reason }));
    const awaited = async () => (await t.app.query(SYSTEM, orders.lateOrders)).length;

    test('is the same worker, awaited from the agreed time; its photo stays until it starts again', async () => {
      const order = await place(minutes(120));
      await start(order);
      expect(await takeBack(order)).toMatchObject({ status: 'assigned', worker: { id: tom.id }, startedAt: null, startBy: minutes(150) });
      const photos = () => t.app.query(t.boss, (w) => orders.orderPhotos(w, order.id));
      expect(await photos()).toMatchObject([{ kind: 'started', keptAt: MONDAY }]);
      const told = (await t.app.query(SYSTEM, (w) => orders.orderTimeline(w, order.id))).find(({ event }) => event.type === 'order_start_taken_back');
      expect(told).toMatchObject({ actor: 'Boss', note: 'a stray press' });
      t.clock.advance(149);
      expect(await awaited()).toBe(0);
      t.clock.advance(1);
      expect(await awaited()).toBe(1);
      await t.app.run(as(tom), (w) => orders.startOrder(w, { order: order.id, photo: photo('place 1') }));
      expect(await photos()).toMatchObject([{ kind: 'started', keptAt: minutes(150), seenBefore: null }]);
      expect((await complete(order)).status).toBe('completed');
    });

    test('has its 30 minutes from then on where the agreed time has passed, and managers hear anew when it is overdue', async () => {
      const order = await place(minutes(120));
      await start(order);
      t.clock.set(minutes(120 + 60 + 120));
      expect(await orders.alertOverdueOrders(t.app, SYSTEM)).toBe(1);
      expect(await takeBack(order)).toMatchObject({ startBy: minutes(330) });
      expect((await show(order)).startBy).toEqual(minutes(330));
      t.clock.advance(29);
      expect(await awaited()).toBe(0);
      await t.app.run(as(tom), (w) => orders.startOrder(w, { order: order.id, photo: photo('again') }));
      expect(await orders.alertOverdueOrders(t.app, SYSTEM)).toBe(1);
    });

    test('is another worker at the same price, where that one was deactivated meanwhile (U4)', async () => {
      const order = await place(minutes(120));
      await start(order);
      await dismiss(tom);
      expect(await show(order)).toMatchObject({ status: 'started', worker: { id: tom.id } });
      expect(await takeBack(order)).toMatchObject({ status: 'unmatched', worker: null, startedAt: null, price: order.price });
      expect([await show(order), await booked(order)]).toMatchObject([{ status: 'unmatched', worker: null, assignedAt: null }, false]);
      const told = (await t.app.query(SYSTEM, (w) => orders.orderTimeline(w, order.id))).map(({ event }) => event);
      expect(told.slice(-2)).toMatchObject([{ type: 'order_start_taken_back', worker: tom.id }, { type: 'order_unmatched', worker: null, previous_worker: tom.id }]);
      const leo = await hire(t, 'Leo');
      expect(await match()).toBe(1);
      expect(await show(order)).toMatchObject({ status: 'assigned', worker: { id: leo.id }, price: order.price });
    });

    test('is nobody where that one left and the agreed time has passed: it is cancelled at no cost (M5)', async () => {
      const order = await place(minutes(120));
      await start(order);
      await dismiss(tom);
      await hire(t, 'Leo');
      t.clock.set(minutes(130));
      await takeBack(order);
      await match();
      expect(await show(order)).toMatchObject({ status: 'cancelled', endReason: 'nobody_free', worker: null });
    });

    test('is never one who is deactivated at the same time', async () => {
      const order = await place(minutes(120));
      await start(order);
      const results = await Promise.allSettled([takeBack(order), dismiss(tom)]);
      expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
      expect(await show(order)).toMatchObject({ status: 'unmatched', worker: null });
    });

    test('is said by managers alone, with a reason, while it is started', async () => {
      const order = await place(minutes(120));
      await expect(takeBack(order)).rejects.toMatchObject({ code: 'orders.wrong_state' });
      await start(order);
      await expect(takeBack(order, t.boss, ' ')).rejects.toMatchObject({ code: 'users.bad_text' });
      for (const who of [tom, client]) await expect(takeBack(order, as(who))).rejects.toMatchObject({ code: 'users.forbidden' });
      const results = await Promise.allSettled([takeBack(order), complete(order)]);
      expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    });
  });
});
