import {
  addCandidate,
  addTest,
  adoptHypothesis,
  assignBattery,
  closeDay,
  decideWaiting,
  expireBatteries,
  importCandidates,
  importResults,
  listWorkers,
  overrideDecision,
  purgeCandidates,
  recordResult,
  replayDecisions,
  rollbackHypothesis,
  showCandidate,
  withdrawApplication,
} from '../../../src/domain/staffing';
import { deactivateUser } from '../../../src/domain/users';
import { openTestApp, type TestApp } from '../../support/app';
import { describeOnBoth } from '../../support/databases';
import { addExampleTests, hypothesis, screen } from '../../support/screening';
import { apply, QUESTIONS, rowsOf } from './intake-support';

const DAY_MINUTES = 24 * 60;

describeOnBoth('screening, where things meet', (db) => {
  let t: TestApp;
  let url: string;
  beforeEach(async () => {
    url = await db.url();
    t = await openTestApp(url);
    await addExampleTests(t);
  });
  afterEach(() => t.app.close());

  const adopt = async (given: Parameters<typeof hypothesis>[1] = {}) => {
    const hash = await hypothesis(t, given);
    await t.app.run(t.boss, (w) => adoptHypothesis(w, { ref: hash, reason: 'signed' }));
    return hash;
  };
  const show = (id: string) => t.app.query(t.boss, (w) => showCandidate(w, id));
  const record = (id: string, test: string, value: number) => t.app.run(t.boss, (w) => recordResult(w, { candidate: id, test, value }));
  const add = async (name: string) => (await t.app.run(t.boss, (w) => addCandidate(w, { name, vacancy: 'courier', breed: 'Siamese' }))).candidate;
  const reference = async (n: number) => {
    const at = t.clock.now().toISOString();
    const numbers = Array.from({ length: n }, (_, i) => 10 + i);
    await importCandidates(t.app, t.boss, { lines: ['number,name,vacancy,breed,applied_at', ...numbers.map((one) => `${one},Ref ${one},courier,Siamese,${at}`)].join('\n'), atomic: true });
    const results = numbers.flatMap((one, jump) => [`${one},reaction_time,500,${at}`, `${one},jump,${jump},${at}`]);
    await importResults(t.app, t.boss, { lines: ['number,test,value,completed_at', ...results].join('\n'), atomic: true });
    t.clock.advance(DAY_MINUTES);
  };
  const batch = { score: 'jump', accept: '{top_percent: 3, mode: daily_batch, reference: {window_days: 30, min_candidates: 33}}' };

  test('a deactivated cat is decided on by nobody (U4)', async () => {
    await adopt({ score: 'jump' });
    const cat = await add('Gone');
    await record(cat.id, 'jump', 299);
    await t.app.run(t.boss, (w) => deactivateUser(w, { person: cat.id }));
    expect(await show(cat.id)).toMatchObject({ status: 'withdrawn' });
    await decideWaiting(t.app, t.boss);
    expect(await t.app.query(t.boss, (w) => listWorkers(w))).toEqual([]);
  });

  test('a held cat that is deactivated is not settled', async () => {
    await adopt(batch);
    await reference(40);
    const { id, decision } = await screen(t, { name: 'Held', reaction: 500, jump: 299 });
    expect(decision?.verdict).toBe('held');
    await t.app.run(t.boss, (w) => deactivateUser(w, { person: id }));
    t.clock.advance(DAY_MINUTES);
    expect(await closeDay(t.app, t.boss)).toBe(0);
    expect(await t.app.query(t.boss, (w) => listWorkers(w))).toEqual([]);
  });

  test('a finished battery that waits for a hypothesis does not expire (S2)', async () => {
    const { id } = await screen(t, { name: 'Patient', reaction: 500, jump: 5 });
    t.clock.advance(31 * DAY_MINUTES);
    await expireBatteries(t.app, t.boss);
    expect(await show(id)).toMatchObject({ status: 'testing' });
    await adopt({ score: 'jump' });
    await decideWaiting(t.app, t.boss);
    expect(await show(id)).toMatchObject({ status: 'rejected' });
  });

  test('an application that nobody attends to is closed before its data have to go (S7)', async () => {
    const { id } = await add('Forgotten');
    t.clock.advance(89 * DAY_MINUTES);
    expect(await expireBatteries(t.app, t.boss)).toBe(0);
    t.clock.advance(2 * DAY_MINUTES);
    expect(await expireBatteries(t.app, t.boss)).toBe(1);
    expect(await show(id)).toMatchObject({ status: 'expired' });
  });

  test('a day that is closed in two steps is replayed to the same bits (S5)', async () => {
    await adopt(batch);
    await reference(40);
    const lastMoment = new Date('2026-03-03T20:59:59.900Z');
    const midnight = new Date('2026-03-03T21:00:00.100Z');
    const cats = async (at: Date, jumps: number[]) => {
      t.clock.set(at);
      for (const jump of jumps) await screen(t, { name: `Jumps ${jump}`, reaction: jump === 0 ? 950 : 500, jump });
    };
    await cats(lastMoment, [200, 201]);
    await cats(midnight, Array<number>(34).fill(0));
    // It began before midnight, and came to its turn after one that began later had opened the new day.
    await cats(lastMoment, [199]);
    t.clock.set(midnight);
    expect(await closeDay(t.app, t.boss)).toBe(1);
    expect((await rowsOf(url, "SELECT verdict FROM decisions WHERE kind = 'close'")).length).toBe(3);
    expect(await replayDecisions(t.app, t.boss)).toMatchObject({ different: 0 });
  });

  test('a withdrawal beside a close holds up nobody else', async () => {
    await adopt(batch);
    await reference(40);
    const held = await screen(t, { name: 'Held', reaction: 500, jump: 299 });
    t.clock.advance(DAY_MINUTES);
    if (db.dialect === 'sqlite') await t.app.run(t.boss, (w) => withdrawApplication(w, { candidate: held.id }));
    const other = await add('Other');
    await record(other.id, 'jump', 1);
    let once = db.dialect === 'postgres';
    const { decision } = await t.app.run(t.boss, (w) => {
      const beside: typeof w.staffing.held = async (...lane) => {
        const found = await w.staffing.held(...lane);
        if (once) await t.app.run(t.boss, (w2) => withdrawApplication(w2, { candidate: held.id }));
        once = false;
        return found;
      };
      return recordResult({ ...w, staffing: { ...w.staffing, held: beside } }, { candidate: other.id, test: 'reaction_time', value: 500 });
    });
    expect(decision?.verdict).toBe('reject');
    expect(await show(held.id)).toMatchObject({ status: 'withdrawn' });
  });

  test('a battery given out beside a rollback does not keep what was rolled back (S6)', async () => {
    const first = await adopt({ id: 'first', score: 'jump' });
    await reference(40);
    await adopt({ id: 'second', score: '2 * jump' });
    const cat = await add('Other');
    await Promise.all([
      t.app.run(t.boss, (w) => assignBattery(w, { candidate: cat.id })),
      t.app.run(t.boss, (w) => rollbackHypothesis(w)),
    ]);
    expect(await show(cat.id)).toMatchObject({ hypothesis: first });
  });

  test('a choice test that is added for one cat is announced to it (S2)', async () => {
    await t.app.run(t.boss, (w) => addTest(w, { key: 'manners', type: 'choice', questions: QUESTIONS, seconds: 20 }));
    const { id } = await apply(t);
    await t.app.run(t.boss, (w) => assignBattery(w, { candidate: id }));
    await t.app.run(t.boss, (w) => assignBattery(w, { candidate: id, add: ['manners'] }));
    await t.app.run(t.boss, (w) => assignBattery(w, { candidate: id, add: ['jump'] }));
    const told = await rowsOf(url, "SELECT data FROM events WHERE type = 'screening_assigned' ORDER BY id");
    expect(told.map(({ data }) => (JSON.parse(String(data)) as { choice_tests: number }).choice_tests)).toEqual([0, 1]);
  });

  test('a purge takes the name out of a reason in all its cases (S7)', async () => {
    const { candidate } = await t.app.run(t.boss, (w) => addCandidate(w, { name: 'Кот Мурзик', vacancy: 'courier' }));
    await t.app.run(t.boss, (w) => overrideDecision(w, { candidate: candidate.id, accept: false, reason: 'У Мурзика нет прививки; Мурзик кусается' }));
    t.clock.advance(100 * DAY_MINUTES);
    await purgeCandidates(t.app, t.boss, async () => undefined);
    expect(await rowsOf(url, 'SELECT reason FROM application_notes')).toEqual([{ reason: 'У C-000002 нет прививки; C-000002 кусается' }]);
  });
});
