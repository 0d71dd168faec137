import { cancelOrder, completeOrder, failNoShows, failOrder, placeOrder, startOrder, type EndReason, type OrderView } from '../../../src/domain/orders';
import { issueKit, overrideKit } from '../../../src/domain/consumables';
import { closeReview } from '../../../src/domain/quality';
import { findingOf } from '../../../src/domain/quality/finding';
import { SYSTEM } from '../../../src/domain/shared/work';
import { holdOutcome, matureOutcomes, outcomesDue, settleOutcome, workerRating, type ReviewFinding } from '../../../src/domain/staffing';
import type { Person } from '../../../src/domain/users';
import { as, hire, join, MONDAY, offer, openTestApp, photo, type TestApp } from '../../support/app';
import { describeOnBoth } from '../../support/databases';

const WEEK_MINUTES = 7 * 24 * 60;

describeOnBoth('the outcome of an order', (db) => {
  let t: TestApp;
  let client: Person;
  let worker: Person;
  beforeEach(async () => {
    t = await openTestApp(await db.url());
    client = await join(t, 'Barsik', ['client']);
    worker = await hire(t, 'Tom');
    await offer(t);
  });
  afterEach(() => t.app.close());

  const place = () =>
    placeOrder(t.app, as(client), { id: t.app.newId(), client: client.id, service: 'Glass dropping', place: 'Kitchen', at: new Date(t.clock.now().getTime() + 2 * 3_600_000) });
  const started = async () => {
    const order = await place();
    await t.app.run(t.boss, (w) => overrideKit(w, { order: order.id, reason: 'none needed' }));
    return t.app.run(as(worker), (w) => startOrder(w, { order: order.id, photo: photo('place') }));
  };
  const completed = async () => {
    const order = await started();
    return t.app.run(as(worker), (w) => completeOrder(w, { order: order.id, photo: photo('form') }));
  };
  const failed = async (reason: EndReason) => {
    const order = await started();
    return t.app.run(as(worker), (w) => failOrder(w, { order: order.id, reason, note: 'a long story' }));
  };
  const outcome = (order: OrderView) => t.app.query(t.boss, (w) => w.staffing.outcome(order.id));
  const state = async (order: OrderView) => (await outcome(order))?.state;
  const review = (order: OrderView, verdict: string) => t.app.run(t.boss, (w) => closeReview(w, { review: order.id, verdict, note: 'looked into' }));
  const mature = () => matureOutcomes(t.app, SYSTEM);

  test('that was completed is a success when its window closes, not before (Q3)', async () => {
    const order = await completed();
    expect(await outcome(order)).toMatchObject({ worker: worker.id, ended: 'completed', state: 'pending', endedAt: MONDAY, dueAt: new Date(MONDAY.getTime() + WEEK_MINUTES * 60_000) });
    expect((await outcome(order))?.application).toBe((await t.app.query(t.boss, (w) => w.staffing.candidate(worker.id)))?.application);
    t.clock.advance(WEEK_MINUTES - 1);
    expect([await t.app.query(SYSTEM, outcomesDue), await mature(), await state(order)]).toEqual([false, 0, 'pending']);
    t.clock.advance(1);
    expect([await t.app.query(SYSTEM, outcomesDue), await mature(), await state(order), await mature()]).toEqual([true, 1, 'ok', 0]);
  });

  test('that nobody started counts against the worker; without a kit it counts not at all', async () => {
    const [withKit, without] = [await place(), await place()];
    const one = withKit.status === 'assigned' ? withKit : without;
    await t.app.run(t.boss, (w) => issueKit(w, { order: one.id }));
    t.clock.advance(151);
    await failNoShows(t.app, SYSTEM);
    expect(await state(one)).toBe('not_ok');
    const third = await place();
    t.clock.advance(151);
    await failNoShows(t.app, SYSTEM);
    expect(await state(third)).toBe('excluded');
  });

  test.each([
    ['ill', 'not_ok'],
    ['no_client', 'excluded'],
    ['bad_place', 'excluded'],
    ['unsafe', 'excluded'],
    ['other', 'pending'],
  ] as const)('that failed by %s is %s', async (reason, expected) => {
    expect(await state(await failed(reason))).toBe(expected);
  });

  describe('in its worker\'s ratings', () => {
    const rating = () => t.app.query(as(worker), (w) => workerRating(w, worker.id));
    const results = () => t.app.query(t.boss, async (w) => (await w.staffing.resultsOfWorkers()).get(worker.id));

    test('waits for its review, and counts no sooner than in matching (M3, Q3)', async () => {
      const order = await failed('ill');
      expect(await rating()).toMatchObject({ failed: 1, ok: 0, notOk: 0, pending: 1, rating: null, recent: [{ order: order.id, state: 'in_review' }] });
      t.clock.advance(WEEK_MINUTES + 1);
      expect(await rating()).toMatchObject({ notOk: 0, pending: 1, recent: [{ state: 'in_review' }] });
      expect(await results()).toBeUndefined();
      await review(order, 'worker: overslept');
      expect(await rating()).toMatchObject({ notOk: 1, pending: 0, rating: 0, recent: [{ state: 'not_ok' }] });
      expect(await results()).toEqual({ ok: 0, notOk: 1 });
    });

    test('is not decided before its window closes, though its review was closed', async () => {
      await review(await failed('ill'), 'worker: overslept');
      expect(await rating()).toMatchObject({ notOk: 0, pending: 1, recent: [{ state: 'pending' }] });
      expect(await results()).toBeUndefined();
      t.clock.advance(WEEK_MINUTES);
      expect(await rating()).toMatchObject({ notOk: 1, pending: 0 });
      expect(await results()).toEqual({ ok: 0, notOk: 1 });
    });

    test('counts once it is completed and its window has closed', async () => {
      const order = await completed();
      expect(await rating()).toMatchObject({ ok: 0, pending: 1, recent: [{ order: order.id, state: 'pending' }] });
      t.clock.advance(WEEK_MINUTES);
      await mature();
      expect([await rating(), await results()]).toMatchObject([{ ok: 1, pending: 0, rating: 1, recent: [{ state: 'ok' }] }, { ok: 1, notOk: 0 }]);
    });
  });

  test('that was cancelled is none', async () => {
    const order = await place();
    await t.app.run(as(client), (w) => cancelOrder(w, { order: order.id, reason: 'plans_changed' }));
    expect(await outcome(order)).toBeUndefined();
    await review(order, 'client');
    expect(await outcome(order)).toBeUndefined();
  });

  test.each([
    ['worker at fault', 'not_ok'],
    ['Client was out', 'excluded'],
    ['nobody at fault', 'excluded'],
    ['ok', 'ok'],
    ['hard to say', 'not_ok'],
  ])('that failed for another reason waits for its review, and by "%s" becomes %s', async (verdict, expected) => {
    const order = await failed('other');
    t.clock.advance(WEEK_MINUTES + 1);
    expect([await mature(), await state(order)]).toEqual([0, 'pending']);
    await review(order, verdict);
    expect(await outcome(order)).toMatchObject({ state: expected, inReview: false });
  });

  test('is corrected by a review while its window is open, and by none later', async () => {
    const early = await failed('ill');
    await review(early, 'client asked too much');
    expect(await state(early)).toBe('excluded');
    const late = await failed('ill');
    t.clock.advance(WEEK_MINUTES);
    await review(late, 'client asked too much');
    expect(await outcome(late)).toMatchObject({ state: 'not_ok', inReview: false });
    const unclear = await failed('no_client');
    await review(unclear, 'hard to say');
    expect(await state(unclear)).toBe('excluded');
  });

  test('that was completed waits for a review, too, and goes by it', async () => {
    const held = await completed();
    t.clock.advance(24 * 60);
    const found = await completed();
    for (const order of [held, found]) await t.app.run(t.boss, (w) => holdOutcome(w, { order: order.id }));
    t.clock.advance(WEEK_MINUTES);
    expect(await mature()).toBe(0);
    await t.app.run(t.boss, (w) => settleOutcome(w, { order: held.id, finding: 'unclear' }));
    await t.app.run(t.boss, (w) => settleOutcome(w, { order: found.id, finding: 'worker' }));
    expect([await state(held), await state(found), await mature(), await state(held)]).toEqual(['pending', 'not_ok', 1, 'ok']);
  });
});

describe('a verdict', () => {
  test.each<[string, ReviewFinding]>([
    ['worker', 'worker'],
    ['  Worker: overslept', 'worker'],
    ['defect', 'worker'],
    ['Исполнитель проспал', 'worker'],
    ['client', 'others'],
    ['supplies', 'others'],
    ['company', 'others'],
    ['никто не виноват', 'nobody'],
    ['none', 'nobody'],
    ['OK', 'ok'],
    ['success', 'ok'],
    ['not the worker', 'unclear'],
    ['42', 'unclear'],
    ['', 'unclear'],
  ])('of "%s" is read as %s, by its first word', (verdict, finding) => {
    expect(findingOf(verdict)).toBe(finding);
  });
});
