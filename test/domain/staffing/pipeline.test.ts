import fc from 'fast-check';

import { FIRST_PIPELINE, runPipeline, seedOf, type Sample } from '../../../src/domain/staffing';

const sample = (worker: string, changes: Partial<Sample> = {}): Sample => ({ worker, active: true, absent: false, bookedFor: null, ...changes });
const reference = { order: 'o1', client: 'c1' };

test('drops who cannot come, and says why (M1, M3)', () => {
  const samples = [
    sample('a', { active: false }),
    sample('b', { absent: true }),
    sample('c', { bookedFor: 'o9' }),
    sample('c1'),
    sample('d'),
  ];
  const match = runPipeline(FIRST_PIPELINE, reference, samples, 'seed');
  expect(match).toMatchObject({ pipeline: 'first@1', picked: 'd', probabilities: { d: 1 } });
  expect(match.steps.map(({ step, in: before, out, dropped }) => [step, before, out, dropped[0]?.why])).toEqual([
    ['active', 5, 4, 'deactivated'],
    ['present', 4, 3, 'absent'],
    ['free', 3, 2, 'order o9'],
    ['not_client', 2, 1, 'is the client'],
    ['random', 1, 1, undefined],
  ]);
});

test('finds nobody among nobody (M5)', () => {
  expect(runPipeline(FIRST_PIPELINE, reference, [], 'seed')).toMatchObject({ picked: null, probabilities: {} });
});

const samplesArbitrary = fc.uniqueArray(
  fc.record({ worker: fc.uuid(), active: fc.boolean(), absent: fc.boolean(), bookedFor: fc.option(fc.constant('o2')) }),
  { selector: (made) => made.worker, maxLength: 30 },
);

test('the same inputs give the same worker, in whatever order they come (M3)', () => {
  fc.assert(
    fc.property(samplesArbitrary, fc.string(), (samples, seed) => {
      const match = runPipeline(FIRST_PIPELINE, reference, samples, seed);
      expect(runPipeline(FIRST_PIPELINE, reference, [...samples].reverse(), seed)).toEqual(match);
    }),
  );
});

test('picks only who may come, with probabilities that sum to one (M1)', () => {
  fc.assert(
    fc.property(samplesArbitrary, fc.string(), (samples, seed) => {
      const { picked, probabilities } = runPipeline(FIRST_PIPELINE, reference, samples, seed);
      const able = samples.filter((made) => made.active && !made.absent && made.bookedFor === null).map((made) => made.worker);
      expect(Object.keys(probabilities).sort()).toEqual(able.sort());
      expect(picked === null ? able : [picked]).toEqual(picked === null ? [] : expect.arrayContaining([picked]));
      const total = Object.values(probabilities).reduce((sum, probability) => sum + probability, 0);
      expect(total).toBeCloseTo(able.length === 0 ? 0 : 1);
    }),
  );
});

test('the pick at random is even: of three, each gets about a third of 3,000 orders', () => {
  const samples = ['a', 'b', 'c'].map((worker) => sample(worker));
  const counts: Record<string, number> = {};
  for (let order = 0; order < 3000; order++) {
    const { picked } = runPipeline(FIRST_PIPELINE, reference, samples, seedOf(`order-${order}`, 1));
    counts[picked ?? '-'] = (counts[picked ?? '-'] ?? 0) + 1;
  }
  for (const worker of ['a', 'b', 'c']) expect(counts[worker]).toBeGreaterThan(900);
});
