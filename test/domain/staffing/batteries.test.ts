import fc from 'fast-check';

import {
  addTest,
  applyForWork,
  assignBattery,
  changeVacancyTests,
  importResults,
  overrideDecision,
  recordResult,
  reviseTest,
  showBattery,
  showCandidate,
} from '../../../src/domain/staffing';
import type { Hypothesis } from '../../../src/domain/staffing/hypotheses/hypothesis';
import { isComplete, planBattery } from '../../../src/domain/staffing/screening/battery';
import { openTestApp, type TestApp } from '../../support/app';
import { describeOnBoth } from '../../support/databases';
import { addExampleTests, hypothesis } from '../../support/screening';
import { addManners, apply, form, itself, move, rowsOf } from './intake-support';

const MINUTE = 60_000;
const DAY = 24 * 60;

/** A hypothesis that reads tests as `jump@1`; those with a ? do without. */
const reads = (...names: string[]) =>
  ({
    inputs: names.map((name, at) => {
      const [, test = '', version, optional] = /^(\w+)@(\d)(\??)$/.exec(name) ?? [];
      return { name: `i${at}`, from: { test, version: Number(version) }, type: 'number', missing: optional ? { use: 0 } : 'incomplete' };
    }),
  }) as unknown as Hypothesis;
const byHand = (...names: string[]) => names.map((name) => ({ test: name.slice(0, -2), version: Number(name.slice(-1)) }));
const told = (plan: ReturnType<typeof planBattery>) => plan.map(({ test, version, required }) => `${test}@${version}${required ? '' : '?'}`);

describe('a battery', () => {
  test.each<[string, Parameters<typeof planBattery>[0], string[]]>([
    ['nothing where nothing asks for tests', { byHand: [], own: null, shadows: [] }, []],
    ['the tests of the vacancy', { byHand: byHand('jump@2', 'bite@1'), own: null, shadows: [] }, ['bite@1', 'jump@2']],
    ['what the hypothesis reads', { byHand: [], own: reads('jump@1', 'stalk@1?'), shadows: [] }, ['jump@1', 'stalk@1?']],
    ['both', { byHand: byHand('bite@1'), own: reads('jump@1'), shadows: [] }, ['bite@1', 'jump@1']],
    ['what a shadow reads, without needing what it does not need', { byHand: [], own: reads('jump@1'), shadows: [reads('jump@1', 'purr@1?', 'bite@1')] }, ['bite@1', 'jump@1', 'purr@1?']],
    ['the version of the hypothesis before the newest', { byHand: byHand('jump@3'), own: reads('jump@1?'), shadows: [] }, ['jump@1']],
    ["the version of the hypothesis before a shadow's", { byHand: [], own: reads('jump@1?'), shadows: [reads('jump@2')] }, ['jump@1?']],
    ['the version of a shadow before the newest', { byHand: byHand('jump@3'), own: null, shadows: [reads('jump@2')] }, ['jump@2']],
    ['as needed what anybody needs', { byHand: [], own: reads('jump@1?'), shadows: [reads('jump@1')] }, ['jump@1']],
    ['the needed one of two versions in one hypothesis', { byHand: [], own: reads('jump@1?', 'jump@2'), shadows: [] }, ['jump@2']],
    ['no fields', { byHand: [], own: { inputs: [{ name: 'breed', from: { field: 'breed' }, type: 'text', missing: 'incomplete' }] } as unknown as Hypothesis, shadows: [] }, []],
  ])('holds %s (S2)', (_, sources, expected) => {
    expect(told(planBattery(sources))).toEqual(expected);
  });

  test('always holds what its hypothesis cannot do without, and each test once', () => {
    const names = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { maxLength: 5 });
    const inputs = names.chain((tests) => fc.tuple(...tests.map((test) => fc.tuple(fc.constant(test), fc.integer({ min: 1, max: 3 }), fc.boolean()))));
    const hypotheses = inputs.map((list) => reads(...list.map(([test, version, optional]) => `${test}@${version}${optional ? '?' : ''}`)));
    fc.assert(
      fc.property(hypotheses, fc.array(hypotheses, { maxLength: 3 }), names, (own, shadows, tests) => {
        const plan = planBattery({ own, shadows, byHand: byHand(...tests.map((test) => `${test}@3`)) });
        expect(new Set(plan.map(({ test }) => test)).size).toBe(plan.length);
        for (const { from, missing } of own.inputs) {
          if ('test' in from) expect(plan).toContainEqual(expect.objectContaining({ ...from, ...(missing === 'incomplete' && { required: true }) }));
        }
        for (const test of tests) expect(plan).toContainEqual(expect.objectContaining({ test, required: true }));
      }),
    );
  });

  test.each([
    [[], false],
    [[{ required: false, value: 1 }], false],
    [[{ required: true, value: 0 }], true],
    [[{ required: true, value: 1 }, { required: false, value: null }], true],
    [[{ required: true, value: 1 }, { required: true, value: null }], false],
  ])('of %j is complete: %s', (items, complete) => {
    expect(isComplete(items)).toBe(complete);
  });
});

describeOnBoth('batteries', (db) => {
  let t: TestApp;
  let url: string;
  let cat: string;
  beforeEach(async () => {
    url = await db.url();
    t = await openTestApp(url);
    await addExampleTests(t);
    cat = (await apply(t)).id;
  });
  afterEach(() => t.app.close());
  const assign = (changes: { add?: string[]; remove?: string[] } = {}) => t.app.run(t.boss, (w) => assignBattery(w, { candidate: cat, ...changes }));
  const battery = async () => told((await t.app.query(t.boss, (w) => showBattery(w, cat))).items);
  const byHandOf = (add: string[]) => t.app.run(t.boss, (w) => changeVacancyTests(w, { vacancy: 'helper', add }));

  test('begin from the vacancy and the hypothesis in force, which the cat keeps (S2)', async () => {
    await byHandOf(['stalking']);
    await addManners(t);
    const hash = await hypothesis(t, { vacancy: 'helper' });
    await move(t, hash, 'adopted');
    expect(await battery()).toEqual(['jump@1', 'manners@1', 'reaction_time@1', 'stalking@1']);
    const given = await assign();
    expect(given.candidate).toMatchObject({ status: 'testing', hypothesis: hash, lane: 'champion', assignedAt: t.clock.now() });
    expect(given.expiresAt).toEqual(new Date(t.clock.now().getTime() + 30 * DAY * MINUTE));
    expect(given.items[0]).toEqual({
      ...{ test: 'jump', version: 1, required: true, type: 'number', unit: 'cm', min: 0, max: 300, value: null, completedAt: null },
      ...{ name: { en: 'jump', ru: 'jump' }, seconds: null },
    });
    const [event] = await rowsOf(url, "SELECT data FROM events WHERE type = 'screening_assigned'");
    expect(JSON.parse(String(event?.data))).toMatchObject({ candidate: cat, choice_tests: 1 });
  });

  test('hold what shadows need as well', async () => {
    const shadow = await hypothesis(t, { id: 'watcher', vacancy: 'helper' });
    await move(t, shadow, 'shadow');
    await assign();
    expect(await battery()).toEqual(['jump@1', 'reaction_time@1', 'stalking@1?']);
    expect(await t.app.query(t.boss, (w) => showCandidate(w, cat))).toMatchObject({ hypothesis: null, lane: 'champion' });
  });

  test('stay as they were given out, whatever changes afterwards', async () => {
    await byHandOf(['jump']);
    const { expiresAt } = await assign();
    await t.app.run(t.boss, (w) => reviseTest(w, { key: 'jump', max: 400 }));
    await byHandOf(['stalking']);
    t.clock.advance(DAY);
    expect((await assign()).expiresAt).toEqual(expiresAt);
    expect(await battery()).toEqual(['jump@1']);
    expect((await rowsOf(url, "SELECT id FROM events WHERE type = 'screening_assigned'"))).toHaveLength(1);
  });

  test('are changed for one cat as a manager likes (S2)', async () => {
    await byHandOf(['jump']);
    await t.app.run(t.boss, (w) => addTest(w, { key: 'purr', type: 'points' }));
    await t.app.run(t.boss, (w) => reviseTest(w, { key: 'purr', max: 10 }));
    await assign({ add: ['purr@1', 'stalking'], remove: ['jump'] });
    expect(await battery()).toEqual(['purr@1', 'stalking@1']);
    await assign({ add: ['purr'] });
    expect(await battery()).toEqual(['purr@1', 'stalking@1']);
    await expect(assign({ add: ['purr@2'] })).rejects.toMatchObject({ code: 'staffing.test_in_battery', params: { test: 'purr@1' } });
    await expect(assign({ remove: ['jump'] })).rejects.toMatchObject({ code: 'staffing.not_in_battery' });
    await expect(assign({ remove: ['purr@2'] })).rejects.toMatchObject({ code: 'staffing.not_in_battery' });
    await expect(assign({ add: ['pur'] })).rejects.toMatchObject({ code: 'staffing.test_not_found', params: { nearest: 'purr' } });
  });

  test('keep what their hypothesis cannot do without, and may lose the rest', async () => {
    await move(t, await hypothesis(t, { vacancy: 'helper' }), 'adopted');
    await expect(assign({ remove: ['jump'] })).rejects.toMatchObject({ code: 'staffing.input_needed', kind: 'conflict', params: { test: 'jump@1', hypothesis: 'steady-paws' } });
    expect(await t.app.query(t.boss, (w) => showCandidate(w, cat))).toMatchObject({ status: 'received' });
    await assign({ remove: ['stalking'] });
    expect(await battery()).toEqual(['jump@1', 'reaction_time@1']);
    await assign({ add: ['stalking'] });
    expect(await battery()).toEqual(['jump@1', 'reaction_time@1', 'stalking@1']);
  });

  test('make an optional test a needed one where a manager adds it', async () => {
    await move(t, await hypothesis(t, { vacancy: 'helper' }), 'adopted');
    await assign();
    expect(await battery()).toEqual(['jump@1', 'reaction_time@1', 'stalking@1?']);
    await assign({ add: ['stalking'] });
    expect(await battery()).toEqual(['jump@1', 'reaction_time@1', 'stalking@1']);
  });

  test('in which nothing is missing are decided on at once (S5)', async () => {
    await move(t, await hypothesis(t, { vacancy: 'helper', require: '[{id: fast, when: "reaction_ms < 100"}]' }), 'adopted');
    await byHandOf(['stalking']);
    const lines = `number,test,value,completed_at\n2,jump,150,2026-03-01\n2,reaction_time,500,2026-03-01`;
    expect(await importResults(t.app, t.boss, { lines, atomic: true })).toEqual({ imported: 2, rejected: [], decided: 0 });
    const lacking = await assign();
    expect(lacking.candidate.status).toBe('testing');
    expect(lacking.items.map(({ value }) => value)).toEqual([150, 500, null]);
    expect((await assign({ remove: ['stalking'] })).candidate).toMatchObject({ status: 'rejected' });
  });

  test('are not given out, nor changed, once all is decided', async () => {
    await t.app.run(t.boss, (w) => overrideDecision(w, { candidate: cat, accept: false, reason: 'no' }));
    await expect(assign()).rejects.toMatchObject({ code: 'staffing.already_decided', params: { status: 'rejected' } });
  });

  test('belong to one application: the next begins anew', async () => {
    await byHandOf(['jump']);
    await t.app.run(t.boss, (w) => recordResult(w, { candidate: cat, test: 'jump', value: 10 }));
    await t.app.run(t.boss, (w) => overrideDecision(w, { candidate: cat, accept: false, reason: 'no' }));
    t.clock.advance(90 * DAY);
    const actor = await itself(t, cat);
    await t.app.run(actor, (w) => applyForWork(w, form()));
    expect((await t.app.query(t.boss, (w) => showBattery(w, cat))).items).toMatchObject([{ test: 'jump', value: null }]);
  });
});
