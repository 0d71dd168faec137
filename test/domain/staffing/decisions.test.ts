import { openDatabase } from '../../../src/db/connection';
import {
  adoptHypothesis,
  backtestHypothesis,
  closeDay,
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
import { runJob } from '../../../src/jobs';
import { MONDAY, openTestApp, type TestApp } from '../../support/app';
import { describeOnBoth } from '../../support/databases';
import { addExampleTests, hypothesis, screen, screenAll } from '../../support/screening';

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

  test('nothing is decided while no hypothesis is in force, and what is missing is named', async () => {
    const { id, decision } = await screen(t, { name: 'Early', reaction: 500, jump: 100 });
    expect(decision).toBeNull();
    await adopt({ score: 'jump' });
    expect(await explain(id)).toMatchObject({ verdict: null, hypothesis: null, missing: [] });
    expect(t.clock.now()).toEqual(MONDAY);
  });
});
