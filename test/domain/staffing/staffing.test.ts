import { assignOrder, placeOrder, showOrder } from '../../../src/domain/orders';
import { addCandidate, listCandidates, listWorkers, markAbsence, overrideDecision, showCandidate } from '../../../src/domain/staffing';
import type { Person } from '../../../src/domain/users';
import { as, hire, join, MONDAY, offer, openTestApp, type TestApp } from '../../support/app';
import { describeOnBoth } from '../../support/databases';

describeOnBoth('staffing', (db) => {
  let t: TestApp;
  beforeEach(async () => {
    t = await openTestApp(await db.url());
  });
  afterEach(() => t.app.close());

  describe('candidates', () => {
    const add = (changes: { age?: number; vacancy?: string; name?: string } = {}) =>
      t.app.run(t.boss, (w) => addCandidate(w, { name: 'Murka', vacancy: 'courier', ...changes }));
    const decide = (candidate: string, accept: boolean, reason = 'seen at work') =>
      t.app.run(t.boss, (w) => overrideDecision(w, { candidate, accept, reason }));

    test('are received, then accepted into the pool by an override with its reason (S5)', async () => {
      const { candidate } = await add();
      expect(candidate).toMatchObject({ status: 'received', number: 2, vacancy: 'courier' });
      await decide('C-000002', true);
      expect(await t.app.query(t.boss, (w) => showCandidate(w, candidate.id))).toMatchObject({ status: 'accepted' });
      expect(await t.app.query(t.boss, (w) => listWorkers(w))).toMatchObject([{ name: 'Murka', status: 'active', strengths: [], weaknesses: [] }]);
    });

    test('may be accepted after a rejection, but not rejected once they work', async () => {
      const { candidate } = await add();
      await decide(candidate.id, false);
      await expect(decide(candidate.id, false)).rejects.toMatchObject({ code: 'staffing.already_decided' });
      await decide(candidate.id, true);
      await expect(decide(candidate.id, false)).rejects.toMatchObject({ code: 'staffing.already_worker' });
    });

    test.each([
      ['no vacancy', { vacancy: ' ' }, 'users.bad_text'],
      ['no name', { name: '' }, 'users.bad_text'],
      ['10,000 characters', { name: 'x'.repeat(10_000) }, 'users.bad_text'],
      ['half a year', { age: 0.5 }, 'staffing.bad_age'],
      ['41 years', { age: 41 }, 'staffing.bad_age'],
    ])('with %s are refused', async (_, changes, code) => {
      await expect(add(changes)).rejects.toMatchObject({ code });
    });

    test('need a reason to be overridden', async () => {
      const { candidate } = await add();
      await expect(decide(candidate.id, true, '  ')).rejects.toMatchObject({ code: 'users.bad_text', params: { field: 'reason' } });
    });

    test('who wait come first', async () => {
      const first = await add({ name: 'First' });
      await add({ name: 'Second' });
      await decide(first.candidate.id, false);
      expect((await t.app.query(t.boss, (w) => listCandidates(w))).map((candidate) => candidate.name)).toEqual(['Second', 'First']);
    });
  });

  describe('bookings', () => {
    let client: Person;
    const place = (minutes: number) =>
      placeOrder(t.app, as(client), {
        id: t.app.newId(),
        client: client.id,
        service: 'Glass dropping',
        place: 'Kitchen',
        at: new Date(MONDAY.getTime() + minutes * 60_000),
      });
    beforeEach(async () => {
      client = await join(t, 'Barsik', ['client']);
      await offer(t);
    });

    test('cover the order and 30 minutes of travel before it (M4)', async () => {
      await hire(t, 'Tom');
      expect(await place(120)).toMatchObject({ status: 'assigned' });
      expect(await place(120 + 60)).toMatchObject({ status: 'unmatched' });
      expect(await place(120 + 60 + 15)).toMatchObject({ status: 'unmatched' });
      expect(await place(120 + 60 + 30)).toMatchObject({ status: 'assigned' });
    });

    test('are not made while a worker is absent; those made before stay (M4)', async () => {
      const tom = await hire(t, 'Tom');
      const booked = await place(120);
      const away = (from: number, to: number) =>
        t.app.run(t.boss, (w) =>
          markAbsence(w, { worker: 'C-000003', from: new Date(MONDAY.getTime() + from * 60_000), to: new Date(MONDAY.getTime() + to * 60_000) }),
        );
      await away(60, 600);
      expect(await place(300)).toMatchObject({ status: 'unmatched' });
      expect(await place(660)).toMatchObject({ status: 'assigned', worker: { id: tom.id } });
      expect(await t.app.query(t.boss, (w) => showOrder(w, booked.id))).toMatchObject({ status: 'assigned', worker: { id: tom.id } });
      await expect(away(60, 60)).rejects.toMatchObject({ code: 'staffing.bad_absence' });
      await expect(away(-60, -30)).rejects.toMatchObject({ code: 'staffing.bad_absence' });
    });

    test('never overlap, however many ask at once (M4)', async () => {
      await hire(t, 'Tom');
      await hire(t, 'Leo');
      const placed = await Promise.all([120, 120, 120, 120, 120].map(place));
      expect(placed.filter((order) => order.status === 'assigned')).toHaveLength(2);
      expect(new Set(placed.map((order) => order.number)).size).toBe(5);
    });

    test('are moved by hand to a free worker only, at the same price (M4)', async () => {
      const tom = await hire(t, 'Tom');
      const order = await place(120);
      const leo = await hire(t, 'Leo');
      const assign = (worker: string) => t.app.run(t.boss, (w) => assignOrder(w, { order: String(order.number), worker, reason: 'Tom is ill' }));
      await expect(assign(tom.id)).rejects.toMatchObject({ code: 'orders.same_worker' });
      await expect(assign(client.id)).rejects.toMatchObject({ code: 'staffing.worker_not_found' });
      expect(await assign(leo.id)).toMatchObject({ worker: { id: leo.id }, price: order.price });
      const other = await place(120);
      expect(other).toMatchObject({ worker: { id: tom.id } });
      await expect(assign(tom.id)).rejects.toMatchObject({ code: 'staffing.worker_not_free' });
    });
  });
});
