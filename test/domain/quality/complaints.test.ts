import { openDatabase } from '../../../src/db/connection';
import { overrideKit } from '../../../src/domain/consumables';
import { cancelOrder, completeOrder, failOrder, placeOrder, startOrder, type OrderView } from '../../../src/domain/orders';
import { canComplain, closeReview, complaintState, listReviews, reportComplaint, showReview } from '../../../src/domain/quality';
import { SYSTEM, type Actor } from '../../../src/domain/shared/work';
import { findingCounts, matureOutcomes, workerRating } from '../../../src/domain/staffing';
import { erasePerson, type Person } from '../../../src/domain/users';
import { as, hire, join, MONDAY, offer, openTestApp, photo, type TestApp } from '../../support/app';
import { describeOnBoth } from '../../support/databases';

const WORDS = 'the glass is still on the table';
const WEEK_MINUTES = 7 * 24 * 60;

test('what can be told of is an order that was done, or was to be', () => {
  const statuses = ['unmatched', 'assigned', 'started', 'completed', 'failed', 'cancelled'] as const;
  expect(statuses.filter((status) => canComplain({ status }))).toEqual(['completed', 'failed']);
});

describeOnBoth('what a client says was wrong', (db) => {
  let url: string;
  let t: TestApp;
  let client: Person;
  let worker: Person;
  beforeEach(async () => {
    url = await db.url();
    t = await openTestApp(url);
    client = await join(t, 'Barsik', ['client']);
    worker = await hire(t, 'Tom');
    await offer(t);
  });
  afterEach(() => t.app.close());

  const place = () =>
    placeOrder(t.app, as(client), { id: t.app.newId(), client: client.id, service: 'Glass dropping', place: 'Kitchen', at: new Date(MONDAY.getTime() + 7_200_000) });
  const started = async () => {
    const order = await place();
    await t.app.run(t.boss, (w) => overrideKit(w, { order: order.id, reason: 'none needed' }));
    return t.app.run(as(worker), (w) => startOrder(w, { order: order.id, photo: photo('place') }));
  };
  const completed = async () => {
    const order = await started();
    return t.app.run(as(worker), (w) => completeOrder(w, { order: order.id, photo: photo('form') }));
  };
  const failed = async () => {
    const order = await started();
    return t.app.run(as(worker), (w) => failOrder(w, { order: order.id, reason: 'other', note: 'a long story' }));
  };
  const tell = (order: OrderView, words = WORDS, actor: Actor = as(client)) => t.app.run(actor, (w) => reportComplaint(w, { order: order.id, words }));
  const close = (order: OrderView, verdict: string) => t.app.run(t.boss, (w) => closeReview(w, { review: order.id, verdict, note: 'looked into' }));
  const reviews = () => t.app.query(t.boss, (w) => listReviews(w));
  const state = (order: OrderView) => t.app.query(as(client), (w) => complaintState(w, order));
  const rows = async (statement: string) => {
    const database = openDatabase(url);
    return database.snapshot((sql) => sql.all(statement)).finally(() => database.close());
  };
  const happened = async (type: string) => (await rows(`SELECT id FROM events WHERE type = '${type}'`)).length;
  const rating = () => t.app.query(t.boss, (w) => workerRating(w, worker.id));

  test('opens a review of a completed order, which keeps the words', async () => {
    const order = await completed();
    expect([await state(order), await reviews()]).toEqual([null, []]);
    expect(await tell(order, `  ${WORDS} `)).toMatchObject({ order: { id: order.id, number: 1 }, reason: 'complaint', status: 'open', complaint: { client: client.id, words: WORDS } });
    expect(await reviews()).toMatchObject([{ reason: 'complaint', complaint: { words: WORDS, at: t.clock.now() } }]);
    expect(await state(order)).toBe('open');
    await close(order, 'nobody');
    expect(await state(order)).toBe('closed');
  });

  test('is added to the review that is open already', async () => {
    const order = await failed();
    await tell(order);
    expect(await reviews()).toMatchObject([{ reason: 'failed', status: 'open', complaint: { words: WORDS } }]);
    expect(await happened('review_opened')).toBe(1);
  });

  test('opens another review where the first one is closed, and leaves that as it was', async () => {
    const order = await failed();
    await close(order, 'client');
    await tell(order);
    expect(await reviews()).toMatchObject([
      { reason: 'complaint', status: 'open', verdict: null, complaint: { words: WORDS } },
      { reason: 'failed', status: 'closed', verdict: 'client', note: 'looked into', complaint: null },
    ]);
    expect(await t.app.query(t.boss, (w) => showReview(w, String(order.number)))).toMatchObject({ status: 'open' });
    await close(order, 'worker');
    expect(await reviews()).toMatchObject([{ status: 'closed' }, { status: 'closed' }]);
  });

  test('is said once: the same words again change nothing, others are refused, and of two at once one is kept', async () => {
    const order = await completed();
    const both = await Promise.allSettled([tell(order, 'late'), tell(order, 'rude')]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const words = both[0]?.status === 'fulfilled' ? 'late' : 'rude';
    expect(await tell(order, words)).toMatchObject({ complaint: { words } });
    await close(order, 'nobody');
    await expect(tell(order, 'and wet')).rejects.toMatchObject({ code: 'quality.already_told', kind: 'conflict' });
    expect(await reviews()).toMatchObject([{ status: 'closed', complaint: { words } }]);
    expect(await happened('complaint_received')).toBe(1);
  });

  test('is for the client of the order alone to say, or for managers who were told of it', async () => {
    const order = await completed();
    const [other, ann, max] = [await join(t, 'Murka', ['client']), await join(t, 'Ann', ['supplies']), await join(t, 'Max', ['manager'])];
    const stranger = { kind: 'stranger', personId: null, roles: [], channel: 'bot' } as const;
    for (const actor of [as(other), as(worker), as(ann), stranger]) await expect(tell(order, WORDS, actor)).rejects.toMatchObject({ code: 'users.forbidden' });
    for (const actor of [as(other), as(worker), stranger]) await expect(t.app.query(actor, (w) => complaintState(w, order))).rejects.toMatchObject({ code: 'users.forbidden' });
    expect(await reviews()).toEqual([]);
    expect(await tell(order, WORDS, as(max))).toMatchObject({ complaint: { client: client.id } });
  });

  test('needs words, not too many, and an order that is over', async () => {
    const order = await completed();
    await expect(tell(order, ' \n')).rejects.toMatchObject({ code: 'users.bad_text' });
    await expect(tell(order, 'x'.repeat(2001))).rejects.toMatchObject({ code: 'users.bad_text' });
    const waiting = await place();
    await expect(tell(waiting)).rejects.toMatchObject({ code: 'quality.nothing_to_tell' });
    await t.app.run(as(client), (w) => cancelOrder(w, { order: waiting.id, reason: 'plans_changed' }));
    await expect(tell(waiting)).rejects.toMatchObject({ code: 'quality.nothing_to_tell' });
    expect(await tell(order, `${'x'.repeat(1999)}\n`)).toMatchObject({ status: 'open' });
  });

  test.each([['worker', 0, 1], ['nobody', 1, 0], ['client', 0, 0]])('changes no rating by itself: what counts is that it was "%s"', async (verdict, ok, notOk) => {
    const order = await completed();
    await tell(order);
    t.clock.advance(WEEK_MINUTES + 1);
    await matureOutcomes(t.app, SYSTEM);
    expect(await rating()).toMatchObject({ ok: 0, notOk: 0, pending: 1, recent: [{ state: 'in_review' }] });
    expect(await t.app.query(t.boss, (w) => findingCounts(w, order.id))).toBe(true);
    await close(order, verdict);
    expect(await rating()).toMatchObject({ ok, notOk, pending: 0 });
  });

  test('changes no rating at all once that is settled, neither while it is looked into nor after', async () => {
    const order = await completed();
    t.clock.advance(WEEK_MINUTES);
    await matureOutcomes(t.app, SYSTEM);
    await tell(order);
    expect(await rating()).toMatchObject({ ok: 1, pending: 0 });
    expect(await t.app.query(t.boss, (w) => findingCounts(w, order.id))).toBe(false);
    await close(order, 'worker');
    expect(await rating()).toMatchObject({ ok: 1, notOk: 0 });
  });

  test('is erased with the client; that something was said stays, and no trail ever held it (U5)', async () => {
    const [order, foreign] = [await completed(), await completed()];
    await tell(order);
    await t.app.run(SYSTEM, (w) => erasePerson(w, worker.id));
    expect(await reviews()).toMatchObject([{ complaint: { words: WORDS } }]);
    await t.app.run(SYSTEM, (w) => erasePerson(w, client.id));
    expect(await reviews()).toMatchObject([{ complaint: { client: client.id, words: null } }]);
    expect(await t.app.query(t.boss, (w) => complaintState(w, foreign))).toBeNull();
    const trail = JSON.stringify(await rows('SELECT before AS one, after AS other FROM audit UNION ALL SELECT data, type FROM events'));
    expect(trail).toContain('\\"words\\":\\"changed\\"');
    expect(trail).not.toContain(WORDS);
  });
});
