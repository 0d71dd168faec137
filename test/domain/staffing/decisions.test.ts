import { openDatabase } from '../../../src/db/connection';
import {
  addCandidate,
  adoptHypothesis,
  backtestHypothesis,
  closeDay,
  decideWaiting,
  explainCandidate,
  importCandidates,
  importResults,
  listWorkers,
  overrideDecision,
  recordResult,
  replayDecisions,
  shadowHypothesis,
  showCandidate,
} from '../../../src/domain/staffing';
import { SYSTEM } from '../../../src/domain/shared/work';
import { runJob } from '../../../src/jobs';
import { MONDAY, openTestApp, type TestApp } from '../../support/app';
import { describeOnBoth } from '../../support/databases';
import { addExampleTests, hypothesis, screen, screenAll } from '../../support/screening';
import { rowsOf } from './intake-support';

const DAY_MINUTES = 24 * 60;

describeOnBoth('decisions', (db) => {
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
    await t.app.run(t.boss, (w) => adoptHypothesis(w, { ref: hash, reason: 'the first one' }));
    return hash;
  };
  const explain = (id: string) => t.app.query(t.boss, (w) => explainCandidate(w, id));
  const statusOf = async (id: string) => (await t.app.query(t.boss, (w) => showCandidate(w, id))).status;
  const snapshots = () => rowsOf(url, 'SELECT * FROM reference_snapshots ORDER BY id');
  const nextDay = () => t.clock.advance(DAY_MINUTES);

  const database = async (statement: string) => {
    const opened = openDatabase(url);
    await opened.transaction((sql) => sql.write(statement)).finally(() => opened.close());
  };

  /** Cats of the day before, who are the reference: jumps of 0, 1, 2 … cm, none of whom got in. */
  const reference = async (n: number) => {
    const at = t.clock.now().toISOString();
    const numbers = Array.from({ length: n }, (_, i) => 10 + i);
    const cats = numbers.map((number) => `${number},Reference ${number},courier,Siamese,${at}`);
    await importCandidates(t.app, t.boss, { lines: ['number,name,vacancy,breed,applied_at', ...cats].join('\n'), atomic: true });
    const results = numbers.flatMap((number, jump) => [`${number},reaction_time,500,${at}`, `${number},jump,${jump},${at}`]);
    await importResults(t.app, t.boss, { lines: ['number,test,value,completed_at', ...results].join('\n'), atomic: true });
    await database(`INSERT INTO screening_counters (vacancy, lane, screened, accepted) VALUES ('courier', 'champion', ${n}, 0)`);
    nextDay();
  };

  test('nobody passes while the reference is smaller than 33 (S4)', async () => {
    await adopt({ score: 'jump' });
    await reference(32);
    const { decision, id } = await screen(t, { name: 'Best', reaction: 100, jump: 300 });
    expect(decision).toMatchObject({ verdict: 'reject', kind: 'online' });
    expect(await explain(id)).toMatchObject({ ge: 0, gt: 0, n: 32, limitBp: 300 });
  });

  test('the best of 33 is accepted, with its characteristics, and the next one waits for the guard (S4, S5)', async () => {
    await adopt({ score: 'jump' });
    await reference(34);
    const best = await screen(t, { name: 'Best', reaction: 250, jump: 300, stalk: 10 });
    expect(best.decision).toMatchObject({ verdict: 'accept', kind: 'online' });
    const [worker] = await t.app.query(t.boss, (w) => listWorkers(w));
    expect(worker).toMatchObject({ name: 'Best', strengths: ['quick'], weaknesses: ['clumsy'], status: 'active' });
    const second = await screen(t, { name: 'Second', reaction: 250, jump: 299 });
    expect(second.decision?.verdict).toBe('held');
    expect(await statusOf(second.id)).toBe('held');
    expect(await explain(second.id)).toMatchObject({ held: { why: 'guard' }, guard: { screened: 36, acceptedBefore: 1 } });
  });

  test('a tie is held, and the close takes the best of those held while the guard allows (S5)', async () => {
    await adopt({ score: 'jump' });
    await reference(66);
    const tie = await screen(t, { name: 'Tie', reaction: 500, jump: 64 });
    expect(await explain(tie.id)).toMatchObject({ verdict: 'held', held: { why: 'tie' }, ge: 2, gt: 1, n: 66 });
    const first = await screen(t, { name: 'First', reaction: 500, jump: 200 });
    const second = await screen(t, { name: 'Second', reaction: 500, jump: 201 });
    const third = await screen(t, { name: 'Third', reaction: 500, jump: 202 });
    expect([first, second, third].map(({ decision }) => decision?.verdict)).toEqual(['accept', 'accept', 'held']);
    await database(`UPDATE screening_counters SET screened = 101`);
    expect(await closeDay(t.app, t.boss)).toBe(0);
    nextDay();
    expect(await runJob(t.app, t.boss, 'daily-close')).toEqual({ job: 'daily-close', done: 2 });
    expect([await statusOf(third.id), await statusOf(tie.id)]).toEqual(['accepted', 'rejected']);
    expect(await explain(third.id)).toMatchObject({ verdict: 'accept', held: { why: 'guard' } });
    expect(await closeDay(t.app, t.boss)).toBe(0);
  });

  test('a daily batch decides at the close alone (S4)', async () => {
    await adopt({ score: 'jump', accept: '{top_percent: 3, mode: daily_batch, reference: {window_days: 30, min_candidates: 33}}' });
    await reference(40);
    const good = await screen(t, { name: 'Good', reaction: 500, jump: 200 });
    const better = await screen(t, { name: 'Better', reaction: 500, jump: 201 });
    expect([good.decision?.verdict, better.decision?.verdict]).toEqual(['held', 'held']);
    nextDay();
    await closeDay(t.app, t.boss);
    expect([await statusOf(good.id), await statusOf(better.id)]).toEqual(['rejected', 'accepted']);
  });

  test('a decision settles what a late close left over, before it counts (S5)', async () => {
    await adopt({ score: 'jump' });
    await reference(34);
    await screen(t, { name: 'Best', reaction: 500, jump: 300 });
    const held = await screen(t, { name: 'Second', reaction: 500, jump: 299 });
    nextDay();
    await screen(t, { name: 'Tomorrow', reaction: 500, jump: 0 });
    expect(await statusOf(held.id)).toBe('rejected');
  });

  test('the reference stays the same all day, whatever comes in meanwhile', async () => {
    await adopt({ score: 'jump' });
    await reference(40);
    const one = await screen(t, { name: 'One', reaction: 500, jump: 20 });
    await t.app.run(t.boss, (w) => recordResult(w, { candidate: 'C-000010', test: 'jump', value: 290 }));
    const two = await screen(t, { name: 'Two', reaction: 500, jump: 20 });
    expect(await explain(two.id)).toMatchObject({ ge: (await explain(one.id)).ge, n: 40 });
    nextDay();
    const three = await screen(t, { name: 'Three', reaction: 500, jump: 20 });
    expect((await explain(three.id)).n).toBeGreaterThan(40);
  });

  test('the reference is taken beforehand by the job, so that the first decision of a day need not', async () => {
    const hash = await adopt({ score: 'jump' });
    await reference(40);
    const shadow = await hypothesis(t, { id: 'slow-paws', score: 'reaction_ms' });
    await backtestHypothesis(t.app, t.boss, { ref: shadow });
    await t.app.run(t.boss, (w) => shadowHypothesis(w, { ref: shadow }));
    const { candidate } = await t.app.run(t.boss, (w) => addCandidate(w, { name: 'One', vacancy: 'courier', breed: 'Siamese' }));
    expect(await runJob(t.app, t.boss, 'screening')).toMatchObject({ done: 1 });
    expect(await snapshots()).toEqual([]);
    await t.app.run(t.boss, (w) => recordResult(w, { candidate: candidate.id, test: 'jump', value: 20 }));
    expect(await runJob(t.app, t.boss, 'screening')).toMatchObject({ done: 3 });
    const taken = await snapshots();
    expect(taken.map(({ hash: of, vacancy, day, n }) => [of, vacancy, day, n]).sort()).toEqual([[hash, 'courier', '2026-03-03', 40], [shadow, 'courier', '2026-03-03', 40]].sort());
    expect(await runJob(t.app, t.boss, 'screening')).toMatchObject({ done: 0 });
    expect((await t.app.run(t.boss, (w) => recordResult(w, { candidate: candidate.id, test: 'reaction_time', value: 500 }))).decision).not.toBeNull();
    expect(await snapshots()).toEqual(taken);
    nextDay();
    await screen(t, { name: 'Two', reaction: 500, jump: 20 });
    expect(await snapshots()).toHaveLength(4);
    expect(await rowsOf(url, 'SELECT n FROM reference_days ORDER BY n')).toEqual([{ n: 1 }, { n: 40 }]);
  });

  test('failed requirements are rejected, count in the reference, and are explained (S5)', async () => {
    await adopt({ require: '[{id: fast, when: "reaction_ms < 250"}, {id: jumper, when: "pct_within(jump, breed) >= 50"}]', score: 'jump' });
    await reference(40);
    const slow = await screen(t, { name: 'Slow', reaction: 263, jump: 300 });
    expect(slow.decision?.verdict).toBe('reject');
    expect(await explain(slow.id)).toMatchObject({
      verdict: 'reject',
      hypothesis: { id: 'steady-paws', engine: 'mcf-expr/1' },
      requirements: [
        { id: 'fast', text: 'reaction_ms < 250', holds: false, terms: [{ text: 'reaction_ms', value: 263 }] },
        { id: 'jumper', holds: true, terms: [{ text: 'pct_within(jump, breed)', value: 100 }] },
      ],
      score: null,
      n: 40,
    });
  });

  test('a person may decide otherwise, with a reason that stays, and the guard leaves it out (S5)', async () => {
    await adopt({ score: 'jump' });
    await reference(34);
    const { id } = await screen(t, { name: 'Unlucky', reaction: 250, jump: 5, stalk: 10 });
    await t.app.run(t.boss, (w) => overrideDecision(w, { candidate: id, accept: true, reason: 'saved a vase' }));
    expect(await explain(id)).toMatchObject({ verdict: 'accept', override: { by: 'Boss', reason: 'saved a vase' }, guard: { screened: 35, acceptedBefore: 0 } });
    const [worker] = await t.app.query(t.boss, (w) => listWorkers(w));
    expect(worker).toMatchObject({ strengths: ['quick'], weaknesses: ['clumsy'] });
    const best = await screen(t, { name: 'Best', reaction: 500, jump: 300 });
    expect(best.decision?.verdict).toBe('accept');
  });

  test('a held cat that somebody decides on is not settled again', async () => {
    await adopt({ score: 'jump' });
    await reference(34);
    await screen(t, { name: 'Best', reaction: 500, jump: 300 });
    const held = await screen(t, { name: 'Second', reaction: 500, jump: 299 });
    await t.app.run(t.boss, (w) => overrideDecision(w, { candidate: held.id, accept: false, reason: 'bit the examiner' }));
    nextDay();
    expect(await closeDay(t.app, t.boss)).toBe(0);
    expect(await statusOf(held.id)).toBe('rejected');
  });

  test('shadows decide beside the one in force, are recorded and never acted on', async () => {
    await adopt({ score: 'jump' });
    await reference(40);
    const shadow = await hypothesis(t, { id: 'slow-paws', score: 'reaction_ms' });
    await backtestHypothesis(t.app, t.boss, { ref: shadow });
    await t.app.run(t.boss, (w) => shadowHypothesis(w, { ref: shadow }));
    const { id, decision } = await screen(t, { name: 'Slow', reaction: 890, jump: 1, stalk: 50 });
    expect(decision?.verdict).toBe('reject');
    expect(await statusOf(id)).toBe('rejected');
    expect((await explain(id)).shadows).toEqual([{ id: 'slow-paws', hash: shadow, verdict: 'held', score: 890, error: null }]);
    nextDay();
    await closeDay(t.app, t.boss);
    expect(await statusOf(id)).toBe('rejected');
  });

  test('two who come at once are counted one after the other (S4)', async () => {
    await adopt({ score: 'jump' });
    await reference(34);
    const both = await Promise.all(['One', 'Two'].map((name) => screen(t, { name, reaction: 500, jump: 300 })));
    expect(both.map(({ decision }) => decision?.verdict).sort()).toEqual(['accept', 'held']);
  });

  test('replay finds a score that differs in its last bit', async () => {
    await adopt({ score: '0.1 * jump' });
    await screenAll(t, [0, 1, 2, 3, 4].map((jump) => ({ name: `Cat ${jump}`, reaction: 500, jump })));
    expect(await replayDecisions(t.app, t.boss)).toMatchObject({ replayed: 5, different: 0 });
    await database(`DROP TRIGGER evaluations_no_${db.dialect === 'sqlite' ? 'update' : 'change ON evaluations'}`);
    await database('UPDATE evaluations SET score = 0.30000000000000016 WHERE number = 5');
    expect(await replayDecisions(t.app, t.boss)).toMatchObject({ replayed: 5, different: 1, differences: [{ number: 5 }] });
  });

  test('replay finds counters of the guard that are not those of its decisions (S5)', async () => {
    await adopt({ score: 'jump' });
    await screenAll(t, [0, 1, 2].map((jump) => ({ name: `Cat ${jump}`, reaction: 500, jump })));
    expect(await replayDecisions(t.app, t.boss)).toMatchObject({ replayed: 3, different: 0 });
    await database('UPDATE screening_counters SET screened = 100');
    expect(await replayDecisions(t.app, t.boss)).toMatchObject({ replayed: 3, different: 1, differences: [{ number: 4, what: expect.stringMatching(/counters.*100.*3/) as string }] });
  });

  test('replay finds cats that were settled in another order than by score (S5)', async () => {
    await adopt({ score: 'jump', accept: '{top_percent: 3, mode: daily_batch, reference: {window_days: 30, min_candidates: 33}}' });
    await screenAll(t, Array.from({ length: 33 }, (_, jump) => ({ name: `Reference ${jump}`, reaction: 500, jump })));
    nextDay();
    const [low, high, highest] = await screenAll(t, [200, 201, 202].map((jump) => ({ name: `Cat ${jump}`, reaction: 500, jump })));
    nextDay();
    expect(await closeDay(t.app, t.boss)).toBe(3);
    expect([await statusOf(low!.id), await statusOf(high!.id), await statusOf(highest!.id)]).toEqual(['rejected', 'rejected', 'accepted']);
    expect(await replayDecisions(t.app, t.boss)).toMatchObject({ replayed: 39, different: 0 });
    await database(`DROP TRIGGER decisions_no_${db.dialect === 'sqlite' ? 'update' : 'change ON decisions'}`);
    await database('UPDATE decisions SET seq = 90 WHERE seq = 38');
    expect(await replayDecisions(t.app, t.boss)).toMatchObject({ replayed: 39, different: 2, differences: [{ what: expect.stringMatching(/order/) as string }, { what: expect.stringMatching(/order/) as string }] });
  });

  test('shadows decide where nothing is in force yet, once, and not again beside the first one adopted (S6)', async () => {
    const shadow = await hypothesis(t, { id: 'slow-paws', score: 'reaction_ms' });
    await screenAll(t, Array.from({ length: 33 }, (_, jump) => ({ name: `Reference ${jump}`, reaction: 500, jump })));
    await backtestHypothesis(t.app, t.boss, { ref: shadow });
    await t.app.run(t.boss, (w) => shadowHypothesis(w, { ref: shadow }));
    nextDay();
    const { id, decision } = await screen(t, { name: 'Slow', reaction: 890, jump: 1, stalk: 50 });
    expect([decision, await statusOf(id)]).toEqual([null, 'testing']);
    expect(await explain(id)).toMatchObject({ verdict: null, waitsFor: 'version', shadows: [{ id: 'slow-paws', hash: shadow, score: 890, error: null }] });
    expect(await decideWaiting(t.app, SYSTEM)).toBe(0);
    const hash = await adopt({ score: 'jump' });
    expect(await decideWaiting(t.app, SYSTEM)).toBe(34);
    expect(await explain(id)).toMatchObject({ verdict: 'reject', hypothesis: { hash }, shadows: [{ hash: shadow, score: 890 }] });
    nextDay();
    await closeDay(t.app, t.boss);
    expect(await replayDecisions(t.app, t.boss)).toMatchObject({ different: 0 });
  });

  test('nothing is decided while no hypothesis is in force, and what is missing is named', async () => {
    const { id, decision } = await screen(t, { name: 'Early', reaction: 500, jump: 100 });
    expect(decision).toBeNull();
    await adopt({ score: 'jump' });
    expect(await explain(id)).toMatchObject({ verdict: null, hypothesis: null, missing: [] });
    expect(t.clock.now()).toEqual(MONDAY);
  });
});
