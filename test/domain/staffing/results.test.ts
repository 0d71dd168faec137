import {
  assignBattery,
  addTest,
  changeVacancyTests,
  overrideDecision,
  recordResult,
  recordResults,
  reviseTest,
  showBattery,
  showCandidate,
} from '../../../src/domain/staffing';
import { openTestApp, type TestApp } from '../../support/app';
import { describeOnBoth } from '../../support/databases';
import { addExampleTests, hypothesis } from '../../support/screening';
import { apply, move, rowsOf } from './intake-support';

describeOnBoth('results', (db) => {
  let t: TestApp;
  let url: string;
  let cat: string;
  beforeEach(async () => {
    url = await db.url();
    t = await openTestApp(url);
    await addExampleTests(t);
    await t.app.run(t.boss, (w) => changeVacancyTests(w, { vacancy: 'helper', add: ['jump', 'stalking'] }));
    cat = (await apply(t)).id;
  });
  afterEach(() => t.app.close());
  const record = (test: string, value: number | string, completedAt?: Date) =>
    t.app.run(t.boss, (w) => recordResult(w, { candidate: cat, test, value, ...(completedAt && { completedAt }) }));
  const values = async () => (await t.app.query(t.boss, (w) => showBattery(w, cat))).items.map(({ test, version, value }) => [`${test}@${version}`, value]);

  test('are recorded one by one, and give a cat its battery if it has none (S3)', async () => {
    t.clock.advance(60);
    expect(await record('jump', '187.5')).toMatchObject({ candidate: { id: cat, status: 'testing' }, test: 'jump', value: 187.5, decision: null });
    expect(await values()).toEqual([['jump@1', 187.5], ['stalking@1', null]]);
    const [row] = await rowsOf(url, 'SELECT * FROM results');
    expect(row).toMatchObject({ test: 'jump', version: 1, attempt: 1, value: 187.5, recorded_by: t.boss.personId, completed_at: t.clock.now().toISOString() });
  });

  test('are never overwritten: a correction is a new attempt (S3)', async () => {
    await record('jump', 187);
    await record('jump', 178);
    await record('jump', 178);
    expect(await values()).toEqual([['jump@1', 178], ['stalking@1', null]]);
    expect((await rowsOf(url, 'SELECT attempt, value FROM results ORDER BY attempt')).map(({ attempt, value }) => [attempt, value])).toEqual([[1, 187], [2, 178], [3, 178]]);
  });

  test('recorded by several managers at once are an attempt each', async () => {
    const attempts = [1, 2, 3, 4, 5];
    await Promise.all(attempts.map((value) => record('jump', value)));
    expect((await rowsOf(url, 'SELECT attempt FROM results ORDER BY attempt')).map(({ attempt }) => attempt)).toEqual(attempts);
    expect(await rowsOf(url, "SELECT id FROM events WHERE type = 'screening_assigned'")).toHaveLength(1);
  });

  test('are kept in the version of the battery, or in the one that is named', async () => {
    await t.app.run(t.boss, (w) => assignBattery(w, { candidate: cat }));
    await t.app.run(t.boss, (w) => reviseTest(w, { key: 'jump', max: 400 }));
    await expect(record('jump', 350)).rejects.toMatchObject({ code: 'staffing.bad_result', params: { test: 'jump@1', value: '350', max: 300 } });
    await record('jump@2', 350);
    await record('jump', 250);
    expect(await values()).toEqual([['jump@1', 250], ['stalking@1', null]]);
    expect((await rowsOf(url, 'SELECT version, value FROM results ORDER BY version')).map(({ version, value }) => [version, value])).toEqual([[1, 250], [2, 350]]);
    await expect(record('jump@3', 1)).rejects.toMatchObject({ code: 'staffing.test_not_found', params: { nearest: 'jump@2' } });
    await expect(record('jmp', 1)).rejects.toMatchObject({ code: 'staffing.test_not_found', params: { nearest: 'jump' } });
  });

  test('of tests outside the battery are kept in it, and needed for nothing', async () => {
    await t.app.run(t.boss, (w) => addTest(w, { key: 'purr', type: 'pass_fail' }));
    await record('purr', 'pass');
    const { items } = await t.app.query(t.boss, (w) => showBattery(w, cat));
    expect(items.map(({ test, required, value }) => [test, required, value])).toEqual([['jump', true, null], ['purr', false, 1], ['stalking', true, null]]);
  });

  test('come neither from the future nor from before the application', async () => {
    const at = (minutes: number) => new Date(t.clock.now().getTime() + minutes * 60_000);
    await expect(record('jump', 1, at(1))).rejects.toMatchObject({ code: 'staffing.result_in_future' });
    await expect(record('jump', 1, new Date(NaN))).rejects.toMatchObject({ code: 'staffing.result_in_future' });
    await expect(record('jump', 1, at(-12 * 60 - 1))).rejects.toMatchObject({ code: 'staffing.result_too_early', params: { day: '2026-03-02' } });
    await record('jump', 1, at(-12 * 60));
    expect(await values()).toEqual([['jump@1', 1], ['stalking@1', null]]);
  });

  test('of one sitting are kept together or not at all', async () => {
    const both = (stalking: string) => t.app.run(t.boss, (w) => recordResults(w, { candidate: cat, results: [{ test: 'jump', value: 100 }, { test: 'stalking', value: stalking }] }));
    await expect(both('101')).rejects.toMatchObject({ code: 'staffing.bad_result', params: { test: 'stalking@1' } });
    expect(await t.app.query(t.boss, (w) => showCandidate(w, cat))).toMatchObject({ status: 'received' });
    expect(await both('100')).toMatchObject({ candidate: { status: 'testing' }, decision: null });
    expect(await values()).toEqual([['jump@1', 100], ['stalking@1', 100]]);
  });

  test('let the hypothesis in force decide as soon as nothing is missing (S5)', async () => {
    await move(t, await hypothesis(t, { vacancy: 'helper', require: '[{id: fast, when: "reaction_ms < 100"}]' }), 'adopted');
    expect(await record('jump', 150)).toMatchObject({ decision: null });
    expect(await record('reaction_time', 500)).toMatchObject({ decision: null, candidate: { status: 'testing' } });
    const { decision, candidate } = await record('stalking', 50);
    expect(decision).toMatchObject({ verdict: 'reject', kind: 'online', candidate: { id: cat, number: 2 }, hypothesis: { id: 'steady-paws' } });
    expect(candidate).toMatchObject({ status: 'rejected', decidedAt: t.clock.now() });
  });

  test('that are corrected after a decision are history, and decide nothing', async () => {
    await record('jump', 150);
    await t.app.run(t.boss, (w) => overrideDecision(w, { candidate: cat, accept: true, reason: 'seen at work' }));
    expect(await record('jump', 10)).toMatchObject({ decision: null, candidate: { status: 'accepted' }, value: 10 });
  });

  test('tell history which day and test changed, in the same transaction', async () => {
    const changes = () => rowsOf(url, 'SELECT day, test, version FROM history_changes ORDER BY id');
    expect(await changes()).toEqual([{ day: '2026-03-02', test: null, version: null }]);
    t.clock.advance(24 * 60);
    await record('jump', 150);
    expect(await changes()).toContainEqual({ day: '2026-03-02', test: 'jump', version: 1 });
    await expect(record('jump', 'NaN')).rejects.toMatchObject({ code: 'staffing.bad_result' });
    expect(await changes()).toHaveLength(2);
  });
});
