import { catNumber } from '../../../../src/domain/shared/ids';
import { dayOf } from '../../../../src/domain/shared/time';
import { SYSTEM } from '../../../../src/domain/shared/work';
import {
  addCandidate,
  addHypothesis,
  adoptHypothesis,
  adoptionOf,
  assignBattery,
  changeScreeningPolicy,
  compareHypotheses,
  forecastTrial,
  guardTrials,
  listHypotheses,
  recordResult,
  retireHypothesis,
  rollbackHypothesis,
  shadowHypothesis,
  showCandidate,
  showHypothesis,
  startTrial,
  type Candidate,
  type NamedTrial,
} from '../../../../src/domain/staffing';
import { laneFor } from '../../../../src/domain/staffing/hypotheses/lane';
import { assignmentBucket } from '../../../../src/domain/staffing/statistics';
import type { AppWork } from '../../../../src/app';
import { openTestApp, type TestApp } from '../../../support/app';
import { describeOnBoth } from '../../../support/databases';
import { add, adopt, file, measure, remember, screen, shadow } from './lifecycle-support';

const DAY_MS = 86_400_000;

describeOnBoth('a trial', (db) => {
  let t: TestApp;
  beforeEach(async () => {
    t = await openTestApp(await db.url());
    await measure(t);
    await remember(t, 60);
    await add(t, { id: 'champion' });
    await adopt(t, 'champion');
    await add(t, { id: 'newcomer', score: '2 * jump' });
  });
  afterEach(() => t.app.close());

  const run = <T>(work: (w: AppWork) => Promise<T>) => t.app.run(t.boss, work);
  const look = <T>(work: (w: AppWork) => Promise<T>) => t.app.query(t.boss, work);
  const start = (shareBp = 5000, ref = 'newcomer') => run((w) => startTrial(w, { ref, shareBp, acceptUnderpowered: true }));
  /** A version in shadow that has decided once. */
  const tried = async (ref = 'newcomer') => {
    await shadow(t, ref);
    await screen(t, 1);
  };
  /** A new candidate whom a trial's salt deals to this arm. */
  const inArm = async (arm: 'A' | 'B', { salt, shareBp }: NamedTrial, vacancy = 'courier'): Promise<Candidate> => {
    const { candidate } = await run((w) => addCandidate(w, { name: 'Dealt', vacancy }));
    const isB = assignmentBucket(salt, catNumber(candidate.number)) < shareBp / 10_000;
    return isB === (arm === 'B') ? candidate : inArm(arm, { salt, shareBp } as NamedTrial, vacancy);
  };
  const state = async (id: string) => (await look((w) => showHypothesis(w, id))).state;

  describe('begins', () => {
    test('after a shadow that decided, and not before', async () => {
      await expect(start()).rejects.toMatchObject({ code: 'staffing.needs_shadow', params: { hypothesis: expect.stringContaining('newcomer@') as string } });
      await shadow(t, 'newcomer');
      await expect(start()).rejects.toMatchObject({ code: 'staffing.needs_shadow', params: { problem: 'undecided' } });
      await screen(t, 1);
      const trial = await start(1000);
      expect(trial).toMatchObject({ number: 1, vacancies: ['*'], shareBp: 1000, metric: 'order_success', threshold: 20, hypothesis: { id: 'newcomer' }, against: { id: 'champion' }, endedAt: null });
      const { history, shareBp } = await look((w) => showHypothesis(w, 'newcomer'));
      expect([shareBp, history.at(-1)]).toMatchObject([1000, { state: 'trial', trial: trial.id, evidence: { gate: 'trial', shadow: { evaluations: 1, errors: 0 }, forecast: { shares: [{ share: 0.1 }, { share: 0.5 }] } } }]);
    });

    test('not after a shadow with errors', async () => {
      await shadow(t, 'newcomer');
      const cat = await screen(t, 1);
      const { hash } = await look((w) => showHypothesis(w, 'newcomer'));
      await run((w) => w.staffing.addEvaluation({ ...blankEvaluation(w, cat.application, hash), mode: 'shadow', error: 'it broke' }));
      await expect(start()).rejects.toMatchObject({ code: 'staffing.shadow_had_errors', params: { errors: 1 } });
    });

    test('not with a share of none, of all, or of parts of a basis point', async () => {
      await tried();
      for (const shareBp of [0, 10_000, 12.5, -1]) await expect(start(shareBp)).rejects.toMatchObject({ code: 'staffing.bad_share' });
    });

    test('not without anything to compare it with', async () => {
      const empty = await openTestApp(await db.url());
      await measure(empty);
      await add(empty);
      await expect(empty.app.query(empty.boss, (w) => forecastTrial(w, { ref: 'jumper', shareBp: 1000 }))).rejects.toMatchObject({ code: 'staffing.no_champion', params: { vacancy: '*' } });
      await empty.app.close();
    });

    test('not where two versions are in force', async () => {
      await add(t, { id: 'couriers', vacancy: 'courier', score: '3 * jump' });
      await adopt(t, 'couriers');
      await add(t, { id: 'both', vacancy: 'courier, "*"', score: '4 * jump' });
      await expect(look((w) => forecastTrial(w, { ref: 'both', shareBp: 1000 }))).rejects.toMatchObject({ code: 'staffing.champions_differ' });
    });

    test('beyond the longest only when that is accepted', async () => {
      await tried();
      const forecast = await look((w) => forecastTrial(w, { ref: 'newcomer', shareBp: 1000 }));
      expect(forecast).toMatchObject({ base: 0.8, ordersPerDay: 10, measured: { base: false, ordersPerDay: false }, maxDays: 120, threshold: 20, tooLong: false });
      expect(forecast.shares.map(({ share }) => share)).toEqual([0.1, 0.5]);
      await run((w) => changeScreeningPolicy(w, { maxTrialDays: (forecast.shares[0]?.fourInFive ?? 0) - 1 }));
      await expect(run((w) => startTrial(w, { ref: 'newcomer', shareBp: 1000 }))).rejects.toMatchObject({ code: 'staffing.trial_too_long', params: { days: forecast.shares[0]?.fourInFive } });
      expect(await run((w) => startTrial(w, { ref: 'newcomer', shareBp: 1000, acceptUnderpowered: true }))).toMatchObject({ forecast: { tooLong: true } });
    });

    test('anew with another share: a new phase with another salt', async () => {
      await tried();
      const first = await start(1000);
      const second = await start(5000);
      expect([second.number, second.salt === first.salt]).toEqual([2, false]);
      const trials = await look((w) => w.staffing.trials());
      expect(trials.map(({ number, endReason }) => [number, endReason])).toEqual([[2, null], [1, 'changed']]);
    });

    test('with a higher threshold beside another one', async () => {
      await add(t, { id: 'other', score: '3 * jump' });
      await shadow(t, 'other');
      await tried();
      expect([(await start(1000)).threshold, (await start(1000, 'other')).threshold]).toEqual([20, 40]);
    });
  });

  describe('deals candidates', () => {
    test('to its arms by salt and number, and keeps them there', async () => {
      await tried();
      const trial = await start(5000);
      for (let i = 0; i < 8; i++) {
        const { candidate } = await run((w) => addCandidate(w, { name: 'Dealt', vacancy: 'courier' }));
        const { candidate: dealt } = await run((w) => assignBattery(w, { candidate: candidate.id }));
        const isB = assignmentBucket(trial.salt, catNumber(candidate.number)) < 0.5;
        expect([dealt.lane, dealt.hypothesis]).toEqual(isB ? [`trial:${trial.id}`, trial.hash] : ['champion', trial.champion]);
        expect(await run((w) => laneFor(w, candidate))).toEqual({ lane: dealt.lane, hypothesis: dealt.hypothesis });
      }
      const candidate = await inArm('B', trial);
      await run((w) => assignBattery(w, { candidate: candidate.id }));
      await run((w) => w.staffing.moveApplication(candidate.application, ['testing'], 'expired'));
      const { a, b } = await look((w) => w.staffing.armCounts(trial.id));
      expect([a.assigned + b.assigned, a.completed + b.completed, a.expired, b.expired]).toEqual([9, 0, 0, 1]);
    });

    test('of both arms the newcomer\'s tests, so that its reference holds everybody', async () => {
      await measure(t, 'purr');
      await remember(t, 60, { test: 'purr' });
      await add(t, { id: 'purrer', test: 'purr@1' });
      await shadow(t, 'purrer');
      const { candidate } = await run((w) => addCandidate(w, { name: 'Both', vacancy: 'courier' }));
      await run((w) => recordResult(w, { candidate: candidate.id, test: 'jump', value: 1 }));
      await run((w) => recordResult(w, { candidate: candidate.id, test: 'purr', value: 1 }));
      const trial = await start(5000, 'purrer');
      const { id } = await inArm('A', trial);
      const { candidate: dealt, items } = await run((w) => assignBattery(w, { candidate: id }));
      expect([dealt.hypothesis, items.map(({ test }) => test)]).toEqual([trial.champion, ['jump', 'purr']]);
    });

    test('of both arms what the one in force reads, and waits for the same in both', async () => {
      await measure(t, 'nap');
      const source = file({ id: 'easy-going', score: 'jump + nap' }).replace('incomplete}}', 'incomplete}, nap: {test: nap@1, missing: {use: 0}}}');
      await run((w) => addHypothesis(w, { source }));
      await adopt(t, 'easy-going');
      await measure(t, 'purr');
      await add(t, { id: 'purrer', test: 'purr@1' });
      await run((w) => shadowHypothesis(w, { ref: 'purrer' }));
      const { candidate } = await run((w) => addCandidate(w, { name: 'First', vacancy: 'courier' }));
      await run((w) => recordResult(w, { candidate: candidate.id, test: 'jump', value: 1 }));
      await run((w) => recordResult(w, { candidate: candidate.id, test: 'purr', value: 1 }));
      const trial = await start(5000, 'purrer');
      const given = async (arm: 'A' | 'B') => {
        const { id } = await inArm(arm, trial);
        return (await run((w) => assignBattery(w, { candidate: id }))).items.map(({ test, version, required }) => ({ test, version, required }));
      };
      const both = ['jump', 'nap', 'purr'].map((test) => ({ test, version: 1, required: test !== 'nap' }));
      expect([await given('A'), await given('B')]).toEqual([both, both]);
    });

    test('of other vacancies not at all, nor where another version is in force', async () => {
      await tried();
      const trial = await start(5000);
      await add(t, { id: 'couriers', vacancy: 'courier', score: '3 * jump' });
      await adopt(t, 'couriers');
      const [courier, helper] = [await inArm('B', trial), await inArm('B', trial, 'helper')];
      expect([await run((w) => laneFor(w, courier)), await run((w) => laneFor(w, helper))]).toMatchObject([{ lane: 'champion' }, { lane: `trial:${trial.id}` }]);
    });

    test('through parallel trials in the order of their numbers', async () => {
      await add(t, { id: 'other', score: '3 * jump' });
      await shadow(t, 'other');
      await tried();
      const trials = [await start(5000), await start(5000, 'other')];
      const dealt = { B: 0, AA: 0, AB: 0 };
      for (let i = 0; i < 12; i++) {
        const { candidate } = await run((w) => addCandidate(w, { name: 'Dealt', vacancy: 'courier' }));
        const fell = trials.findIndex(({ salt }) => assignmentBucket(salt, catNumber(candidate.number)) < 0.5);
        dealt[(['AA', 'B', 'AB'] as const)[fell + 1] ?? 'AA'] += 1;
        const { lane, hypothesis } = await run((w) => laneFor(w, candidate));
        expect([lane, hypothesis]).toEqual(fell < 0 ? ['champion', trials[0]?.champion] : [`trial:${trials[fell]?.id}`, trials[fell]?.hash]);
      }
      const [first, second] = await Promise.all(trials.map(({ id }) => look((w) => w.staffing.armCounts(id))));
      expect([first?.b.assigned, first?.a.assigned, second?.b.assigned, second?.a.assigned]).toEqual([dealt.B, dealt.AA + dealt.AB, dealt.AB, dealt.AA]);
    });
  });

  describe('with outcomes', () => {
    let trial: NamedTrial;
    beforeEach(async () => {
      await tried();
      trial = await start(5000);
    });

    /** Hires a cat through an arm, whose orders ended so many days ago in these ways. */
    const hired = async (arm: 'A' | 'B', orders: readonly ('ok' | 'not_ok' | 'pending' | 'excluded')[], daysAgo = 10) => {
      const { candidate } = await run((w) => addCandidate(w, { name: 'Hired', vacancy: 'courier' }));
      await run(async (w) => {
        const hash = arm === 'A' ? trial.champion : trial.hash;
        const lane = arm === 'A' ? 'champion' : (`trial:${trial.id}` as const);
        await w.staffing.assign({ trial: trial.id, application: candidate.application, arm, bucket: 0.5 });
        const evaluation = { ...blankEvaluation(w, candidate.application, hash), mode: 'live' as const };
        await w.staffing.addEvaluation(evaluation);
        await w.staffing.addDecision({ application: candidate.application, number: candidate.number, vacancy: 'courier', lane, day: '2026-03-02', evaluation: evaluation.id, kind: 'online', verdict: 'accept', screened: 100, acceptedBefore: 0 });
        for (const state of orders) {
          const endedAt = new Date(w.now.getTime() - daysAgo * DAY_MS);
          await w.staffing.addOutcome({ order: w.newId(), client: null, worker: candidate.id, application: candidate.application, endedAt, dueAt: new Date(endedAt.getTime() + 7 * DAY_MS), ended: 'completed', state, inReview: false });
        }
      });
      return candidate;
    };
    const compare = () => look((w) => compareHypotheses(w, { a: 'newcomer', b: 'champion' }));
    const times = <T>(n: number, what: T): T[] => Array.from({ length: n }, () => what);

    test('counts first, and hides the chance to win below 30 outcomes in an arm', async () => {
      await hired('A', ['ok', 'not_ok', 'pending', 'excluded']);
      await hired('A', ['not_ok', 'ok'], 3);
      await hired('B', ['ok']);
      const found = await compare();
      expect(found.arms).toMatchObject([
        { id: 'champion', orders: 2, ok: 1, pending: 3, assigned: 2, completed: 2 },
        { id: 'newcomer', orders: 1, ok: 1, pending: 0, assigned: 1, completed: 1 },
      ]);
      expect(found).toMatchObject({ verdict: 'none', threshold: 20, chanceToWin: null, sampleRatio: { ok: true }, difference: { value: 0.5 }, trial: { number: 1 } });
    });

    test('has the verdict at E >= 20, which lets the version be adopted without a signature', async () => {
      await hired('A', times(40, 'not_ok'));
      expect((await look((w) => adoptionOf(w, 'newcomer'))).needsReason).toBe(true);
      await expect(run((w) => adoptHypothesis(w, { ref: 'newcomer' }))).rejects.toMatchObject({ code: 'staffing.no_verdict', params: { problem: 'trial' } });
      await hired('B', times(40, 'ok'));
      const found = await compare();
      expect(found.verdict).toBe('better');
      expect(found.e).toBeGreaterThanOrEqual(20);
      expect(found.chanceToWin).toBeGreaterThan(0.99);
      expect(found.series.e.at(-1)?.e).toBeGreaterThan(found.e ?? 0);
      expect(await run((w) => adoptHypothesis(w, { ref: 'newcomer' }))).toMatchObject({ evidence: { gate: 'verdict', comparison: { verdict: 'better', arms: [{ orders: 40 }, { orders: 40 }] } }, trial: trial.id });
      expect((await look((w) => w.staffing.trials())).map(({ endReason }) => endReason)).toEqual(['adopted']);
      expect(await compare()).toMatchObject({ verdict: 'better' });
    });

    test('says worse where the version does harm', async () => {
      await hired('A', times(40, 'ok'));
      await hired('B', times(40, 'not_ok'));
      expect(await compare()).toMatchObject({ verdict: 'worse', difference: { value: -1 } });
      await expect(run((w) => adoptHypothesis(w, { ref: 'newcomer' }))).rejects.toMatchObject({ code: 'staffing.no_verdict' });
    });

    test('concludes nothing where its arms were not dealt by its share', async () => {
      await hired('A', times(40, 'not_ok'));
      for (let i = 0; i < 22; i++) await hired('B', ['ok', 'ok']);
      expect(await compare()).toMatchObject({ verdict: 'none', sampleRatio: { ok: false } });
    });

    test('waits for an order whose window closed without an answer', async () => {
      await hired('A', times(40, 'not_ok'));
      await hired('B', ['pending'], 20);
      await hired('B', times(40, 'ok'));
      expect(await compare()).toMatchObject({ verdict: 'none', e: 1, arms: [{ pending: 0 }, { orders: 40, pending: 1 }] });
    });

    test('leaves out those hired by an override, or by another version', async () => {
      const cat = await hired('B', ['ok']);
      await run((w) => w.staffing.addOutcome({ order: w.newId(), client: null, worker: cat.id, application: null, endedAt: new Date(0), dueAt: new Date(0), ended: 'completed', state: 'not_ok', inReview: false }));
      expect((await compare()).arms[1]).toMatchObject({ orders: 1, ok: 1 });
    });

    test('is replaced by an observation without a verdict where the two never met', async () => {
      await add(t, { id: 'stranger', score: '5 * jump' });
      await hired('A', ['ok']);
      const found = await look((w) => compareHypotheses(w, { a: 'champion', b: 'stranger' }));
      expect(found).toMatchObject({ trial: null, e: null, threshold: null, verdict: 'none', sampleRatio: null, arms: [{ orders: 1, assigned: null }, { orders: 0 }] });
    });

    test('forecasts by what was measured', async () => {
      await hired('A', [...times(27, 'ok' as const), ...times(9, 'not_ok' as const)]);
      expect(await look((w) => forecastTrial(w, { ref: 'newcomer', shareBp: 5000 }))).toMatchObject({ base: 0.75, ordersPerDay: 3.6, measured: { base: true, ordersPerDay: true }, threshold: 20 });
    });
  });

  describe('ends', () => {
    beforeEach(() => tried());

    test('where what it was compared with is gone; its version goes on in shadow', async () => {
      const { id } = await inArm('B', await start());
      await run((w) => assignBattery(w, { candidate: id }));
      await add(t, { id: 'third', score: '3 * jump' });
      const { hash } = await adopt(t, 'third');
      expect(await look((w) => showCandidate(w, id))).toMatchObject({ hypothesis: hash, lane: 'champion' });
      expect(await state('newcomer')).toBe('shadow');
      expect((await look((w) => w.staffing.trials())).map(({ endReason }) => endReason)).toEqual(['other_champion']);
      expect(await look(listHypotheses)).toMatchObject([{ id: 'third', state: 'adopted' }, { id: 'newcomer', state: 'shadow' }, { id: 'champion', state: 'retired' }]);
    });

    test('where what it was compared with is rolled back', async () => {
      await add(t, { id: 'third', score: '3 * jump' });
      await adopt(t, 'third');
      await start();
      await run((w) => rollbackHypothesis(w));
      expect(await state('newcomer')).toBe('shadow');
    });

    test('by hand: its candidates go to the version in force', async () => {
      const trial = await start(5000);
      const candidate = await inArm('B', trial);
      expect((await run((w) => assignBattery(w, { candidate: candidate.id }))).candidate.hypothesis).toBe(trial.hash);
      await run((w) => retireHypothesis(w, { ref: 'newcomer' }));
      expect(await look((w) => showCandidate(w, candidate.id))).toMatchObject({ hypothesis: trial.champion, lane: 'champion' });
      expect((await look((w) => w.staffing.trials())).map(({ endReason }) => endReason)).toEqual(['retired']);
    });

    test('by itself on an evaluation error, and says so', async () => {
      const trial = await start(5000);
      expect(await guardTrials(t.app, SYSTEM)).toBe(0);
      const cat = await screen(t, 1);
      await run((w) => w.staffing.addEvaluation({ ...blankEvaluation(w, cat.application, trial.hash), mode: 'live', error: 'it broke' }));
      expect(await guardTrials(t.app, SYSTEM)).toBe(1);
      const { state: now, history } = await look((w) => showHypothesis(w, 'newcomer'));
      expect([now, history.at(-1)]).toMatchObject(['retired', { by: null, reason: 'evaluation_errors', trial: trial.id, evidence: { gate: 'guardrail', findings: [{ guardrail: 'evaluation_errors', errors: 1 }] } }]);
      expect(await guardTrials(t.app, SYSTEM)).toBe(0);
    });

    test('by itself on candidates who were not dealt by its share', async () => {
      const trial = await start(5000);
      for (let i = 0; i < 25; i++) {
        const { candidate } = await run((w) => addCandidate(w, { name: 'Dealt', vacancy: 'courier' }));
        await run((w) => w.staffing.assign({ trial: trial.id, application: candidate.application, arm: 'B', bucket: 0.1 }));
      }
      expect(await guardTrials(t.app, SYSTEM)).toBe(1);
      expect((await look((w) => showHypothesis(w, 'newcomer'))).history.at(-1)).toMatchObject({ reason: 'sample_ratio' });
    });

    /** Says that history accepted everybody, so that half of the candidates are to be accepted. */
    const welcoming = (hash: string) =>
      run((w) => w.staffing.addBacktest({ hash, from: null, to: null, dataDigest: '', result: { digest: '', screened: 300, accepted: 300 } }));
    const acceptedInShadow = async (hash: string) => {
      const { candidate } = await run((w) => addCandidate(w, { name: 'Shadowed', vacancy: 'courier' }));
      const { application, number } = candidate;
      await run(async (w) => {
        const evaluation = { ...blankEvaluation(w, application, hash), mode: 'shadow' as const };
        await w.staffing.addEvaluation(evaluation);
        await w.staffing.addDecision({ application, number, vacancy: 'courier', lane: `shadow:${hash}`, day: '2026-03-02', evaluation: evaluation.id, kind: 'online', verdict: 'accept', screened: 100, acceptedBefore: 0 });
      });
    };
    const last = async (id: string) => (await look((w) => showHypothesis(w, id))).history.at(-1);

    test('by itself on too few accepted, also where shadow had decided on hardly anybody', async () => {
      const { hash } = await look((w) => showHypothesis(w, 'newcomer'));
      await welcoming(hash);
      expect((await look((w) => w.staffing.decidedCounts('shadow', hash))).get(hash)).toEqual({ screened: 1, accepted: 0 });
      const trial = await start(9999);
      for (let i = 0; i < 24; i++) {
        const { id } = await inArm('B', trial);
        await run((w) => recordResult(w, { candidate: id, test: 'jump', value: 1 }));
      }
      t.clock.advance(24 * 60);
      expect(await guardTrials(t.app, SYSTEM)).toBe(1);
      expect(await last('newcomer')).toMatchObject({ state: 'retired', reason: 'acceptance' });
    });

    test('by itself on too few accepted, yet not before their day is over', async () => {
      const { hash } = await look((w) => showHypothesis(w, 'newcomer'));
      await welcoming(hash);
      for (let i = 0; i < 20; i++) await acceptedInShadow(hash);
      const trial = await start(9999);
      for (let i = 0; i < 24; i++) {
        const { id } = await inArm('B', trial);
        await run((w) => recordResult(w, { candidate: id, test: 'jump', value: 1 }));
      }
      expect(await look((w) => w.staffing.laneCounts(`trial:${trial.id}`))).toEqual({ screened: 24, accepted: 0 });
      expect(await guardTrials(t.app, SYSTEM)).toBe(0);
      t.clock.advance(24 * 60);
      expect(await guardTrials(t.app, SYSTEM)).toBe(1);
      expect(await last('newcomer')).toMatchObject({ state: 'retired', reason: 'acceptance' });
    });

    test('by a rollback of an adopted version that accepts too few, yet not before their day is over and closed', async () => {
      await add(t, { id: 'second', score: '3 * jump' });
      const { hash } = await adopt(t, 'second');
      await welcoming(hash);
      for (let i = 0; i < 24; i++) expect((await screen(t, 1)).decided).toBe('reject');
      expect(await guardTrials(t.app, SYSTEM)).toBe(0);
      const { application } = await screen(t, 1);
      const day = dayOf(t.clock.now(), 'Europe/Moscow');
      await run(async (w) => {
        const evaluation = { ...blankEvaluation(w, application, hash), mode: 'live' as const };
        await w.staffing.addEvaluation(evaluation);
        await w.staffing.hold({ application, vacancy: 'courier', lane: 'champion', day, evaluation: evaluation.id });
      });
      t.clock.advance(24 * 60);
      expect(await guardTrials(t.app, SYSTEM)).toBe(0);
      await run((w) => w.staffing.release(application, 'champion'));
      expect(await guardTrials(t.app, SYSTEM)).toBe(1);
      expect(await last('champion')).toMatchObject({ state: 'adopted', reason: 'acceptance' });
    });

    test('by a rollback of an adopted version that cannot be evaluated, by itself', async () => {
      await adopt(t, 'newcomer');
      expect(await guardTrials(t.app, SYSTEM)).toBe(0);
      const cat = await screen(t, 1);
      const { hash } = await look((w) => showHypothesis(w, 'newcomer'));
      await run((w) => w.staffing.addEvaluation({ ...blankEvaluation(w, cat.application, hash), mode: 'live', error: 'it broke' }));
      expect(await guardTrials(t.app, SYSTEM)).toBe(1);
      expect([await state('champion'), await state('newcomer')]).toEqual(['adopted', 'retired']);
      expect((await look((w) => showHypothesis(w, 'champion'))).history.at(-1)).toMatchObject({ by: null, reason: 'evaluation_errors', evidence: { gate: 'rollback', findings: [{ errors: 1 }] } });
      expect(await guardTrials(t.app, SYSTEM)).toBe(0);
    });
  });
});

function blankEvaluation(w: AppWork, application: string, hash: string) {
  return { id: w.newId(), application, number: 1, vacancy: 'courier', hash, inputs: {}, completedAt: w.now, score: null, ge: null, gt: null, n: null, snapshot: null, error: null, at: w.now };
}
