import { overrideKit } from '../../../src/domain/consumables';
import { listAlerts } from '../../../src/domain/notifications';
import { cancelOrder, completeOrder, placeOrder, showOrder, startOrder } from '../../../src/domain/orders';
import { SYSTEM, type Actor } from '../../../src/domain/shared/work';
import { listAbsences, markAbsence, removeAbsence, showAbsence } from '../../../src/domain/staffing';
import type { Person } from '../../../src/domain/users';
import { as, hire, MONDAY, openHousehold, photo, type TestApp } from '../../support/app';
import { describeOnBoth } from '../../support/databases';

const hours = (count: number) => new Date(MONDAY.getTime() + count * 3_600_000);

describeOnBoth('an absence (M4)', (db) => {
  let t: TestApp;
  let client: Person;
  let tom: Person;

  beforeEach(async () => {
    ({ t, client, tom } = await openHousehold(await db.url()));
  });
  afterEach(() => t.app.close());

  const place = (at: Date) => placeOrder(t.app, as(client), { id: t.app.newId(), client: client.id, service: 'Glass dropping', place: 'Kitchen', at });
  const mark = (from = hours(24), to = hours(48), who: Actor = as(tom)) => t.app.run(who, (w) => markAbsence(w, { worker: tom.id, from, to }));
  const list = (filter: { worker?: string; all?: boolean } = {}, who: Actor = t.boss) => t.app.query(who, (w) => listAbsences(w, filter));

  test('counts the orders that are booked then, which stay with the worker', async () => {
    const [order] = [await place(hours(30)), await place(hours(60))];
    const absence = await mark();
    expect(absence).toMatchObject({ worker: tom.id, booked: [order?.id] });
    expect(await t.app.query(SYSTEM, (w) => showOrder(w, order?.id ?? ''))).toMatchObject({ status: 'assigned', worker: { id: tom.id } });
    expect(await t.app.query(as(tom), (w) => showAbsence(w, absence.id))).toEqual(absence);
  });

  test('counts no order that is over, though its time is still to come: only those still to be done', async () => {
    const [done, due] = [await place(hours(5)), await place(hours(8))];
    await t.app.run(t.boss, (w) => overrideKit(w, { order: done.id, reason: 'none needed' }));
    await t.app.run(as(tom), (w) => startOrder(w, { order: done.id, photo: photo('place') }));
    await t.app.run(as(tom), (w) => completeOrder(w, { order: done.id, photo: photo('form') }));
    const absence = await mark(MONDAY, hours(12));
    expect([absence.booked, (await list()).map(({ booked }) => booked)]).toEqual([[due.id], [[due.id]]]);
    expect(await t.app.query(t.boss, listAlerts)).toMatchObject([{ kind: 'absence', booked: [{ number: 2 }] }]);
    await t.app.run(t.boss, (w) => cancelOrder(w, { order: due.id, reason: 'client_asked' }));
    expect((await list()).map(({ booked }) => booked)).toEqual([[]]);
    expect(await mark(hours(4), hours(6))).toMatchObject({ booked: [] });
    expect(await t.app.query(t.boss, listAlerts)).toEqual([]);
  });

  test('is taken back, and orders that wait are matched again', async () => {
    const absence = await mark();
    const order = await place(hours(30));
    expect(order.status).toBe('unmatched');
    await t.app.run(as(tom), (w) => removeAbsence(w, absence.id));
    const { carryOutReactions } = await import('../../../src/jobs/reactions');
    await carryOutReactions(t.app);
    expect(await t.app.query(SYSTEM, (w) => showOrder(w, order.id))).toMatchObject({ status: 'assigned', worker: { id: tom.id } });
    await expect(t.app.run(t.boss, (w) => removeAbsence(w, absence.id))).rejects.toMatchObject({ code: 'staffing.absence_not_found' });
  });

  test('noted twice is one', async () => {
    const [one, two] = await Promise.all([mark(), mark()]);
    expect(two.id).toBe(one.id);
    expect(await list()).toHaveLength(1);
  });

  test('is listed soonest first until it is over, and then with all of them; it is not taken back any more', async () => {
    const [late, soon] = [await mark(hours(48), hours(50)), await mark(hours(2), hours(3))];
    expect((await list()).map(({ id }) => id)).toEqual([soon.id, late.id]);
    t.clock.advance(180);
    expect((await list()).map(({ id }) => id)).toEqual([late.id]);
    expect(await list({ all: true, worker: tom.id })).toHaveLength(2);
    await expect(t.app.run(t.boss, (w) => removeAbsence(w, soon.id))).rejects.toMatchObject({ code: 'staffing.absence_over' });
  });

  test('is the business of its worker and of managers', async () => {
    const leo = await hire(t, 'Leo');
    const absence = await mark();
    expect(await list({ worker: tom.id }, as(tom))).toMatchObject([{ id: absence.id }]);
    for (const who of [as(leo), as(client)]) {
      await expect(list({ worker: tom.id }, who)).rejects.toMatchObject({ code: 'users.forbidden' });
      await expect(list({}, who)).rejects.toMatchObject({ code: 'users.forbidden' });
      await expect(t.app.run(who, (w) => removeAbsence(w, absence.id))).rejects.toMatchObject({ code: 'users.forbidden' });
    }
  });
});
