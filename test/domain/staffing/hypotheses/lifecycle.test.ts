import {
  addHypothesis,
  adoptHypothesis,
  adoptionOf,
  assignBattery,
  addCandidate,
  backtestHypothesis,
  changeScreeningPolicy,
  compareHypotheses,
  decideWaiting,
  explainCandidate,
  lintHypothesis,
  listHypotheses,
  overrideDecision,
  recordResult,
  retireHypothesis,
  rollbackHypothesis,
  shadowHypothesis,
  showBattery,
  showHypothesis,
  showScreeningPolicy,
} from '../../../../src/domain/staffing';
import { catNumber } from '../../../../src/domain/shared/ids';
import { SYSTEM } from '../../../../src/domain/shared/work';
import { as, join, openTestApp, type TestApp } from '../../../support/app';
import { describeOnBoth } from '../../../support/databases';
import { add, adopt, file, measure, remember, screen, shadow } from './lifecycle-support';

describeOnBoth('the life of a hypothesis', (db) => {
  let t: TestApp;
  beforeEach(async () => {
    t = await openTestApp(await db.url());
    await measure(t);
  });
  afterEach(() => t.app.close());

  const run = <T>(work: (w: Parameters<Parameters<typeof t.app.run<T>>[1]>[0]) => Promise<T>) => t.app.run(t.boss, work);
  const states = async () => Object.fromEntries((await t.app.query(t.boss, listHypotheses)).map(({ id, state }) => [id, state]));

  describe('versions', () => {
    test('are linted, then stored; the same rules again are the version that is there', async () => {
      const linted = await t.app.query(t.boss, (w) => lintHypothesis(w, file()));
      expect(linted).toMatchObject({ problems: [], version: { hypothesis: { id: 'jumper' } } });
      const first = await add(t);
      expect(first).toMatchObject({ id: 'jumper', hash: linted.version?.hash, owner: 'm.whiskers', vacancies: ['*'], author: 'Boss', source: file() });
      expect(await run((w) => addHypothesis(w, { source: `# the same\n${file()}` }))).toEqual(first);
    });

    test('with errors are refused, and told how many there are', async () => {
      await expect(run((w) => addHypothesis(w, { source: file({ test: 'jumpp@1' }) }))).rejects.toMatchObject({ code: 'staffing.hypothesis_invalid', params: { problems: 1 } });
      await expect(run((w) => addHypothesis(w, { source: file({ top: 5 }) }))).rejects.toMatchObject({ code: 'staffing.hypothesis_invalid' });
    });

    test('are known by their rules: under another id they are refused', async () => {
      const { hash } = await add(t);
      await expect(add(t, { id: 'leaper' })).rejects.toMatchObject({ code: 'staffing.hypothesis_known', params: { hypothesis: 'leaper', known: `jumper@${hash.slice(0, 12)}` } });
      expect(await states()).toEqual({ jumper: 'draft' });
    });

    test('are found by id (the newest), by six digits, or by both', async () => {
      const old = await add(t);
      const young = await add(t, { score: '2 * jump' });
      const found = async (ref: string) => (await t.app.query(t.boss, (w) => showHypothesis(w, ref))).hash;
      expect(await found('jumper')).toBe(young.hash);
      expect(await found(old.hash.slice(0, 6))).toBe(old.hash);
      expect(await found(` jumper@${old.hash.slice(0, 8).toUpperCase()}`)).toBe(old.hash);
      expect((await t.app.query(t.boss, (w) => showHypothesis(w, 'jumper'))).versions.map(({ hash }) => hash)).toEqual([young.hash, old.hash]);
    });

    test.each([
      ['jumpr', { code: 'staffing.hypothesis_not_found', params: { nearest: 'jumper' } }],
      ['something-else', { code: 'staffing.hypothesis_not_found', params: { hypothesis: 'something-else' } }],
      ['jumper@000000', { code: 'staffing.hypothesis_not_found', params: { nearest: 'jumper' } }],
      ['00000', { code: 'staffing.hypothesis_not_found' }],
    ])('called %s are not there, and the nearest name is said', async (ref, error) => {
      await add(t);
      await expect(t.app.query(t.boss, (w) => showHypothesis(w, ref))).rejects.toMatchObject(error);
    });
  });

  describe('backtest', () => {
    test('prints whom it would have accepted, keeps the evidence, and gives the same digest again', async () => {
      await remember(t, 200);
      const { hash } = await add(t);
      const result = await backtestHypothesis(t.app, t.boss, { ref: 'jumper' });
      expect(result).toMatchObject({ id: 'jumper', hash, screened: 200, champion: null, support: 0, bounds: { lower: 0, upper: 1 }, estimate: null, limit: 0.03 });
      expect(result.accepted).toBeGreaterThan(0);
      expect(10_000 * result.accepted).toBeLessThanOrEqual(300 * result.screened);
      expect(result.unfilled).toBeCloseTo(0.03 - result.accepted / 200);
      expect([...result.rows()].filter(({ verdict }) => verdict === 'accept')).toHaveLength(result.accepted);
      expect(await states()).toEqual({ jumper: 'backtested' });
      const again = await backtestHypothesis(t.app, t.boss, { ref: 'jumper' });
      expect([again.digest, again.dataDigest]).toEqual([result.digest, result.dataDigest]);
      expect((await t.app.query(t.boss, (w) => showHypothesis(w, 'jumper'))).backtest).toMatchObject({ digest: result.digest, screened: 200 });
    });

    test('holds it against the one in force over the same days', async () => {
      await remember(t, 200);
      await add(t);
      await adopt(t, 'jumper');
      await add(t, { id: 'faller', score: '0 - jump' });
      const { accepted, champion } = await backtestHypothesis(t.app, t.boss, { ref: 'faller' });
      const same = await backtestHypothesis(t.app, t.boss, { ref: 'jumper' });
      expect(champion).toMatchObject({ versions: [{ id: 'jumper' }], accepted: same.accepted, gained: accepted, lost: same.accepted, both: 0, jaccard: 0 });
      expect(same.champion).toMatchObject({ gained: 0, lost: 0, both: same.accepted, jaccard: 1 });
    });

    test('estimates the success of its choice only where most of it was hired; bounds it always', async () => {
      await remember(t, 210);
      await add(t);
      const chosen = [...(await backtestHypothesis(t.app, t.boss, { ref: 'jumper' })).rows()].filter(({ verdict }) => verdict === 'accept');
      const hire = (number: number, ...states: ('ok' | 'not_ok')[]) =>
        run(async (w) => {
          const { id, application } = await overrideDecision(w, { candidate: catNumber(number), accept: true, reason: 'known well' });
          for (const state of states) await w.staffing.addOutcome({ order: w.newId(), client: null, worker: id, application, endedAt: new Date(0), dueAt: new Date(0), ended: 'completed', state, inReview: false });
        });
      const numbers = chosen.map(({ number }) => number);
      expect(numbers).toHaveLength(5);
      for (const number of numbers.slice(0, 2)) await hire(number, 'ok', 'not_ok');
      await hire(numbers[2] ?? 0, 'ok');
      expect(await backtestHypothesis(t.app, t.boss, { ref: 'jumper' })).toMatchObject({ support: 0.6, known: { n: 3, ok: 2 }, bounds: { lower: 0.4, upper: 0.8 }, estimate: null });
      await hire(numbers[3] ?? 0);
      expect(await backtestHypothesis(t.app, t.boss, { ref: 'jumper' })).toMatchObject({ support: 0.8, known: { n: 3, ok: 2 }, bounds: { lower: 0.4, upper: 0.8 }, estimate: 2 / 3 });
    });

    test('of a test that came later holds both against each other over its days alone', async () => {
      await remember(t, 200, { firstDay: 1, days: 27 });
      await add(t);
      await adopt(t, 'jumper');
      await measure(t, 'purr');
      await remember(t, 99, { test: 'purr', from: 560, firstDay: 20, days: 5 });
      await add(t, { id: 'purrer', test: 'purr@1' });
      const { from, to, champion } = await backtestHypothesis(t.app, t.boss, { ref: 'purrer' });
      expect([from, to]).toEqual(['2026-02-20', '2026-02-24']);
      const theirs = await backtestHypothesis(t.app, t.boss, { ref: 'jumper', from: from ?? '', to: to ?? '' });
      const all = await backtestHypothesis(t.app, t.boss, { ref: 'jumper' });
      expect(champion?.accepted).toBe(theirs.accepted);
      expect(all.accepted).toBeGreaterThan(theirs.accepted);
    });

    test('spans the days asked for', async () => {
      await remember(t, 200, { firstDay: 1, days: 27 });
      await add(t);
      expect(await backtestHypothesis(t.app, t.boss, { ref: 'jumper', from: '2026-02-20', to: '2026-02-21' })).toMatchObject({ from: '2026-02-20', to: '2026-02-21', screened: 14 });
      for (const [from, to] of [['2026-02-30', undefined], ['yesterday', undefined], ['2026-02-20', '2026-02-19']]) {
        await expect(backtestHypothesis(t.app, t.boss, { ref: 'jumper', from, to })).rejects.toMatchObject({ code: 'staffing.bad_period' });
      }
    });

    test('of a test that nobody took says so; shadow then needs none', async () => {
      await measure(t, 'purr');
      await remember(t, 40);
      await add(t, { id: 'purrer', test: 'purr@1' });
      await expect(backtestHypothesis(t.app, t.boss, { ref: 'purrer' })).rejects.toMatchObject({ code: 'staffing.no_history', params: { tests: 'purr@1' } });
      expect(await run((w) => shadowHypothesis(w, { ref: 'purrer' }))).toMatchObject({ state: 'shadow', evidence: { backtest: null, newTests: ['purr@1'] } });
    });
  });

  describe('shadow', () => {
    test('needs a backtest on this very version', async () => {
      await remember(t, 40);
      await add(t);
      await expect(run((w) => shadowHypothesis(w, { ref: 'jumper' }))).rejects.toMatchObject({ code: 'staffing.needs_backtest' });
      const { digest } = await backtestHypothesis(t.app, t.boss, { ref: 'jumper' });
      await add(t, { score: '2 * jump' });
      await expect(run((w) => shadowHypothesis(w, { ref: 'jumper' }))).rejects.toMatchObject({ code: 'staffing.needs_backtest' });
      const [, old] = (await t.app.query(t.boss, (w) => showHypothesis(w, 'jumper'))).versions;
      expect(await run((w) => shadowHypothesis(w, { ref: old?.hash ?? '' }))).toMatchObject({ state: 'shadow', vacancies: ['*'], by: 'Boss', evidence: { backtest: { digest }, newTests: [] } });
      await expect(run((w) => shadowHypothesis(w, { ref: old?.hash ?? '' }))).rejects.toMatchObject({ code: 'staffing.hypothesis_already', params: { state: 'shadow' } });
    });

    test('needs one that screened anybody; the one that screened most speaks', async () => {
      await remember(t, 40);
      const { hash } = await add(t);
      await backtestHypothesis(t.app, t.boss, { ref: 'jumper', from: '1999-01-01', to: '1999-01-02' });
      await expect(run((w) => shadowHypothesis(w, { ref: 'jumper' }))).rejects.toMatchObject({ code: 'staffing.needs_backtest' });
      expect(await states()).toEqual({ jumper: 'draft' });
      const { digest } = await backtestHypothesis(t.app, t.boss, { ref: 'jumper' });
      t.clock.advance(1);
      await backtestHypothesis(t.app, t.boss, { ref: 'jumper', from: '2026-02-20', to: '2026-02-21' });
      expect(await run((w) => w.staffing.backtestOf(hash))).toMatchObject({ digest, screened: 40 });
      expect(await run((w) => shadowHypothesis(w, { ref: 'jumper' }))).toMatchObject({ evidence: { backtest: { digest } } });
    });

    test('needs none where tests were taken, but all that it requires by nobody: it says so', async () => {
      await measure(t, 'purr');
      await remember(t, 40);
      await remember(t, 3, { test: 'purr', from: 700 });
      const both = file({ id: 'purring-jumper' }).replace('inputs: {', 'inputs: {purr: {test: purr@1, missing: incomplete}, ');
      await run((w) => addHypothesis(w, { source: both }));
      await expect(backtestHypothesis(t.app, t.boss, { ref: 'purring-jumper' })).rejects.toMatchObject({ code: 'staffing.no_history', params: { problem: 'together', tests: 'purr@1, jump@1' } });
      expect(await run((w) => shadowHypothesis(w, { ref: 'purring-jumper' }))).toMatchObject({ state: 'shadow', evidence: { backtest: null, newTests: [], nobodyComplete: true } });
    });

    test('needs a backtest as soon as anybody is complete', async () => {
      await measure(t, 'purr');
      await remember(t, 40);
      await remember(t, 1, { test: 'purr' });
      const both = file({ id: 'purring-jumper' }).replace('inputs: {', 'inputs: {purr: {test: purr@1, missing: incomplete}, ');
      await run((w) => addHypothesis(w, { source: both }));
      await expect(run((w) => shadowHypothesis(w, { ref: 'purring-jumper' }))).rejects.toMatchObject({ code: 'staffing.needs_backtest' });
      expect(await backtestHypothesis(t.app, t.boss, { ref: 'purring-jumper' })).toMatchObject({ screened: 1 });
      expect(await run((w) => shadowHypothesis(w, { ref: 'purring-jumper' }))).toMatchObject({ state: 'shadow', evidence: { backtest: { screened: 1 }, nobodyComplete: false } });
    });

    test('decides beside the one in force, which alone is acted on; several at a time', async () => {
      await remember(t, 99);
      await add(t);
      await adopt(t, 'jumper');
      await add(t, { id: 'faller', score: '0 - jump' });
      await add(t, { id: 'middling', score: '0 - abs(jump - 150)' });
      await shadow(t, 'faller');
      await shadow(t, 'middling');
      const best = await screen(t, 900);
      const rows = await t.app.query(t.boss, listHypotheses);
      expect(rows.map(({ id, state, screened }) => [id, state, screened])).toEqual([['jumper', 'adopted', 1], ['middling', 'shadow', 1], ['faller', 'shadow', 1]]);
      const { shadows, hypothesis } = await t.app.query(t.boss, (w) => explainCandidate(w, best.id));
      expect([hypothesis?.id, shadows.map(({ id }) => id).sort()]).toEqual(['jumper', ['faller', 'middling']]);
    });
  });

  describe('adoption', () => {
    beforeEach(() => remember(t, 99));

    test('the first one needs neither a verdict nor a reason: there is nothing to be better than', async () => {
      await add(t);
      expect(await t.app.query(t.boss, (w) => adoptionOf(w, 'jumper'))).toMatchObject({ replaces: [], inFlight: 0, verdict: 'none', needsReason: false, needsSecondPair: false });
      expect(await run((w) => adoptHypothesis(w, { ref: 'jumper' }))).toMatchObject({ state: 'adopted', replaced: [], proposed: false });
      const { history, state } = await t.app.query(t.boss, (w) => showHypothesis(w, 'jumper'));
      expect([state, history]).toMatchObject(['adopted', [{ state: 'adopted', by: 'Boss', reason: null, evidence: { gate: 'first', comparison: null, reference: [{ vacancy: '*', have: 99, need: 33 }] } }]]);
      await expect(adopt(t, 'jumper')).rejects.toMatchObject({ code: 'staffing.hypothesis_already', params: { state: 'adopted' } });
    });

    test('without a verdict takes a reason to replace another one, which is kept with its evidence', async () => {
      await add(t);
      await run((w) => adoptHypothesis(w, { ref: 'jumper' }));
      await add(t, { id: 'other', score: 'jump + 1' });
      await expect(run((w) => adoptHypothesis(w, { ref: 'other' }))).rejects.toMatchObject({ code: 'staffing.no_verdict' });
      await expect(run((w) => adoptHypothesis(w, { ref: 'other', reason: ' ' }))).rejects.toMatchObject({ code: 'users.bad_text' });
      await expect(run((w) => adoptHypothesis(w, { ref: 'other', reason: 'because', acceptedWithoutVerdict: false }))).rejects.toMatchObject({ code: 'staffing.no_verdict' });
      expect(await run((w) => adoptHypothesis(w, { ref: 'other', reason: 'it looks better' }))).toMatchObject({ state: 'adopted', replaced: [{ id: 'jumper' }] });
      const { history } = await t.app.query(t.boss, (w) => showHypothesis(w, 'other'));
      expect(history).toMatchObject([{ state: 'adopted', by: 'Boss', reason: 'it looks better', evidence: { gate: 'override' } }]);
    });

    test('over another one needs enough candidates complete, signed or not; the first one does without', async () => {
      await measure(t, 'purr');
      await remember(t, 32, { test: 'purr' });
      const first = await add(t, { id: 'purrer', test: 'purr@1' });
      expect(await adopt(t, 'purrer')).toMatchObject({ evidence: { reference: [{ have: 32, need: 33 }] } });
      await add(t);
      expect(await adopt(t, 'jumper')).toMatchObject({ replaced: [{ id: 'purrer', hash: first.hash }], replaces: { id: 'purrer' } });
      await expect(adopt(t, 'purrer')).rejects.toMatchObject({ code: 'staffing.needs_candidates', params: { vacancy: '*', have: 32, need: 33 } });
    });

    test('replaces the one before it, while cats in flight keep theirs', async () => {
      const old = await add(t);
      await adopt(t, 'jumper');
      const { candidate } = await run((w) => addCandidate(w, { name: 'Early', vacancy: 'courier' }));
      await run((w) => assignBattery(w, { candidate: candidate.id }));
      const young = await add(t, { id: 'faller', score: '0 - jump' });
      expect(await t.app.query(t.boss, (w) => adoptionOf(w, 'faller'))).toMatchObject({ replaces: [{ id: 'jumper', hash: old.hash }], inFlight: 1 });
      await adopt(t, 'faller');
      expect(await states()).toEqual({ faller: 'adopted', jumper: 'retired' });
      const kept = await run((w) => recordResult(w, { candidate: candidate.id, test: 'jump', value: 1 }));
      expect(kept.decision?.hypothesis?.hash).toBe(old.hash);
      const late = await screen(t, 1);
      expect((await t.app.query(t.boss, (w) => explainCandidate(w, late.id))).hypothesis?.hash).toBe(young.hash);
    });

    test('decides on those who were complete while nothing was in force', async () => {
      const waiting = await screen(t, 900);
      expect(waiting.decided).toBeNull();
      await add(t);
      await adopt(t, 'jumper');
      expect(await decideWaiting(t.app, SYSTEM)).toBe(1);
      expect((await t.app.query(t.boss, (w) => explainCandidate(w, waiting.id))).hypothesis?.id).toBe('jumper');
      expect(await decideWaiting(t.app, SYSTEM)).toBe(0);
    });

    test('gives its tests to those who began while nothing was in force', async () => {
      await measure(t, 'purr');
      const { candidate } = await run((w) => addCandidate(w, { name: 'Early', vacancy: 'courier' }));
      await run((w) => recordResult(w, { candidate: candidate.id, test: 'purr', value: 1 }));
      await add(t);
      await adopt(t, 'jumper');
      const { items } = await t.app.query(t.boss, (w) => showBattery(w, candidate.id));
      expect(items.map(({ test, required, value }) => [test, required, value])).toEqual([['jump', true, null], ['purr', false, 1]]);
    });

    test('by name wins over that for all', async () => {
      const forAll = await add(t, { id: 'for-all' });
      await adopt(t, 'for-all');
      const named = await add(t, { id: 'couriers', vacancy: 'courier', score: '2 * jump' });
      await adopt(t, 'couriers');
      const inForce = (vacancy: string) => t.app.query(t.boss, (w) => w.staffing.champion(vacancy));
      expect([await inForce('courier'), await inForce('helper')]).toEqual([named.hash, forAll.hash]);
      await add(t, { id: 'new-for-all', score: '3 * jump' });
      await remember(t, 40, { vacancy: 'helper', from: 700 });
      await adopt(t, 'new-for-all');
      expect(await inForce('courier')).toBe(named.hash);
      expect(await inForce('helper')).not.toBe(forAll.hash);
    });

    test('takes a second person where the policy says so', async () => {
      const second = as(await join(t, 'Second', ['manager']));
      await run((w) => changeScreeningPolicy(w, { fourEyes: true }));
      await add(t);
      await shadow(t, 'jumper');
      expect(await adopt(t, 'jumper')).toMatchObject({ proposed: true, state: 'proposed' });
      expect(await t.app.query(t.boss, (w) => w.staffing.champion('courier'))).toBeUndefined();
      expect(await t.app.query(t.boss, (w) => w.staffing.shadows('courier'))).toHaveLength(1);
      expect(await states()).toEqual({ jumper: 'shadow' });
      await expect(adopt(t, 'jumper')).rejects.toMatchObject({ code: 'staffing.needs_second_pair' });
      expect(await t.app.run(second, (w) => adoptHypothesis(w, { ref: 'jumper' }))).toMatchObject({ proposed: false, state: 'adopted', by: 'Second', reason: 'signed', evidence: { proposedBy: (t.boss as { personId: string }).personId } });
    });
  });

  describe('rollback', () => {
    beforeEach(async () => {
      await remember(t, 99);
      for (const [id, score] of [['first', 'jump'], ['second', '2 * jump'], ['third', '3 * jump']] as const) {
        await add(t, { id, score });
        await adopt(t, id);
      }
    });
    const inForce = async () => {
      const hash = await t.app.query(t.boss, (w) => w.staffing.champion('courier'));
      return (await t.app.query(t.boss, (w) => showHypothesis(w, hash ?? ''))).id;
    };

    test('restores the one before, goes further back each time, and says when there is no more', async () => {
      await screen(t, 900);
      expect(await run((w) => rollbackHypothesis(w, { reason: 'complaints' }))).toMatchObject({ restored: { id: 'second' }, replaced: { id: 'third' }, decisionsKept: 1, vacancies: ['*'] });
      expect(await states()).toMatchObject({ second: 'adopted', third: 'retired' });
      expect(await run((w) => rollbackHypothesis(w))).toMatchObject({ restored: { id: 'first' }, decisionsKept: 0 });
      expect(await inForce()).toBe('first');
      await expect(run((w) => rollbackHypothesis(w))).rejects.toMatchObject({ code: 'staffing.nothing_to_roll_back' });
    });

    test('goes to a named version that was in force before, and to no other', async () => {
      await add(t, { id: 'never', score: '4 * jump' });
      await expect(run((w) => rollbackHypothesis(w, { to: 'never' }))).rejects.toMatchObject({ code: 'staffing.never_adopted' });
      await expect(run((w) => rollbackHypothesis(w, { to: 'third' }))).rejects.toMatchObject({ code: 'staffing.hypothesis_already' });
      await expect(run((w) => rollbackHypothesis(w, { vacancy: 'helper' }))).rejects.toMatchObject({ code: 'staffing.nothing_to_roll_back' });
      expect(await run((w) => rollbackHypothesis(w, { to: 'first' }))).toMatchObject({ restored: { id: 'first' }, replaced: { id: 'third' } });
      expect(await inForce()).toBe('first');
    });

    test('hands cats in flight over to the restored version, with its tests, and decides on the complete', async () => {
      await measure(t, 'purr');
      await remember(t, 99, { test: 'purr' });
      await add(t, { id: 'purrer', test: 'purr@1' });
      await adopt(t, 'purrer');
      const { candidate } = await run((w) => addCandidate(w, { name: 'In flight', vacancy: 'courier' }));
      await run((w) => assignBattery(w, { candidate: candidate.id, add: ['jump'] }));
      await run((w) => recordResult(w, { candidate: candidate.id, test: 'jump', value: 900 }));
      expect(await run((w) => rollbackHypothesis(w))).toMatchObject({ restored: { id: 'third' }, handedOver: 1 });
      const { items } = await t.app.query(t.boss, (w) => showBattery(w, candidate.id));
      expect(items.map(({ test, required }) => [test, required])).toEqual([['jump', true], ['purr', true]]);
      const { decision } = await run((w) => recordResult(w, { candidate: candidate.id, test: 'purr', value: 1 }));
      expect(decision?.hypothesis?.id).toBe('third');
    });

    test('before anything was adopted says so', async () => {
      const empty = await openTestApp(await db.url());
      await expect(empty.app.run(empty.boss, (w) => rollbackHypothesis(w))).rejects.toMatchObject({ code: 'staffing.nothing_to_roll_back' });
      await empty.app.close();
    });
  });

  describe('retirement', () => {
    test('ends a shadow, is refused for the one in force, and happens once', async () => {
      await remember(t, 99);
      await add(t);
      await adopt(t, 'jumper');
      await expect(run((w) => retireHypothesis(w, { ref: 'jumper' }))).rejects.toMatchObject({ code: 'staffing.version_in_force' });
      await add(t, { id: 'faller', score: '0 - jump' });
      await shadow(t, 'faller');
      expect(await run((w) => retireHypothesis(w, { ref: 'faller', reason: 'no use' }))).toMatchObject({ state: 'retired', reason: 'no use', evidence: { from: 'shadow' } });
      expect(await t.app.query(t.boss, (w) => w.staffing.shadows('courier'))).toEqual([]);
      await expect(run((w) => retireHypothesis(w, { ref: 'faller' }))).rejects.toMatchObject({ code: 'staffing.hypothesis_already' });
      expect(await run((w) => shadowHypothesis(w, { ref: 'faller' }))).toMatchObject({ state: 'shadow' });
    });
  });

  test('a comparison of a version with itself is refused', async () => {
    const { hash } = await add(t);
    await expect(t.app.query(t.boss, (w) => compareHypotheses(w, { a: 'jumper', b: hash }))).rejects.toMatchObject({ code: 'staffing.same_version' });
  });

  describe('the policy of screening', () => {
    test('changes from an instant on', async () => {
      const tomorrow = new Date(t.clock.now().getTime() + 86_400_000);
      expect(await t.app.query(t.boss, showScreeningPolicy)).toMatchObject({ limitBp: 300, outcomeDays: 7, fourEyes: false });
      await run((w) => changeScreeningPolicy(w, { limitBp: 200, from: tomorrow }));
      expect(await t.app.query(t.boss, showScreeningPolicy)).toMatchObject({ limitBp: 300 });
      t.clock.set(tomorrow);
      expect(await t.app.query(t.boss, showScreeningPolicy)).toMatchObject({ limitBp: 200, outcomeDays: 7 });
    });

    test.each([
      [{ limitBp: 0 }, 'staffing.bad_policy'],
      [{ limitBp: 2.5 }, 'staffing.bad_policy'],
      [{ outcomeDays: 91 }, 'staffing.bad_policy'],
      [{ from: new Date('2026-03-02T08:59:59Z') }, 'staffing.bad_policy_start'],
    ])('refuses %p', async (changes, code) => {
      await expect(run((w) => changeScreeningPolicy(w, changes))).rejects.toMatchObject({ code });
    });

    test('has one beginning at an instant, and is an admin\'s', async () => {
      await run((w) => changeScreeningPolicy(w, { outcomeDays: 8 }));
      await expect(run((w) => changeScreeningPolicy(w, { outcomeDays: 9 }))).rejects.toMatchObject({ code: 'staffing.bad_policy_start' });
      const manager = as(await join(t, 'Manager', ['manager']));
      await expect(t.app.run(manager, (w) => changeScreeningPolicy(w, { fourEyes: false }))).rejects.toMatchObject({ code: 'users.forbidden' });
    });
  });
});
