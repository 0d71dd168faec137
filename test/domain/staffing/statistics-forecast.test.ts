import { forecast, verdictThreshold } from '../../../src/domain/staffing/statistics';
import { createRandom } from '../../../src/domain/staffing/statistics/random';

const PLAN = { base: 0.8, effect: 0.08, shares: [0.1, 0.5], ordersPerDay: 10, threshold: 20, maxDays: 120, seed: 'quick-jumper', runs: 1_000 };

describe('the forecast', () => {
  const [small, half] = forecast(PLAN);

  test('foresees half a year at 10 % of ten orders a day, and two months at 50 %', () => {
    for (const [days, foreseen] of [[178, small?.median], [315, small?.fourInFive], [63, half?.median], [115, half?.fourInFive]] as const) {
      expect(Math.abs((foreseen ?? NaN) / days - 1)).toBeLessThan(0.1);
    }
  });

  test('tells orders per arm and day, and what the longest trial could detect', () => {
    expect(small?.perDay).toEqual({ a: 9, b: 1 });
    expect(half?.perDay).toEqual({ a: 5, b: 5 });
    expect(half?.detectable).toBeCloseTo(0.0605, 3);
    expect(small?.detectable).toBeGreaterThan(half?.detectable ?? NaN);
  });

  test('is the same for the same seed, and near it for another', () => {
    expect(forecast(PLAN)).toEqual([small, half]);
    expect(forecast({ ...PLAN, shares: [0.5] })).toEqual([half]);
    const [other] = forecast({ ...PLAN, shares: [0.5], seed: 'another' });
    expect(other).not.toEqual(half);
    expect(Math.abs((other?.median ?? NaN) - (half?.median ?? NaN))).toBeLessThan(8);
  });

  test('takes longer for a smaller effect and for parallel trials', () => {
    const days = (changed: object) => forecast({ ...PLAN, shares: [0.5], runs: 300, ...changed })[0]?.median ?? NaN;
    expect(days({ effect: 0.06 })).toBeGreaterThan(days({}));
    expect(days({ threshold: verdictThreshold(3) })).toBeGreaterThan(days({}));
  });

  test('gives no days where there is nothing to find', () => {
    const [none] = forecast({ ...PLAN, effect: 0, shares: [0.5], runs: 20 });
    expect(none).toMatchObject({ median: null, fourInFive: null });
  });

  test('looks for a fall where one is predicted', () => {
    const [fall] = forecast({ ...PLAN, effect: -0.1, shares: [0.5], runs: 200 });
    expect(fall?.median).toBeLessThan(80);
    expect(fall?.detectable).toBeGreaterThan(half?.detectable ?? NaN);
  });
});

describe('seeded chance', () => {
  test('spreads evenly and repeats itself', () => {
    const [random, again] = [createRandom('a'), createRandom('a')];
    const values = Array.from({ length: 20_000 }, random);
    expect(values.slice(0, 5)).toEqual(Array.from({ length: 5 }, again));
    expect(values.every((value) => value >= 0 && value < 1)).toBe(true);
    expect(values.reduce((sum, value) => sum + value, 0) / values.length).toBeCloseTo(0.5, 2);
    const pairs = values.slice(1).filter((value, at) => value < 0.5 && (values[at] ?? 1) < 0.5).length;
    expect(pairs / values.length).toBeCloseTo(0.25, 1);
    // Pinned: a forecast that was shown must come out again after any upgrade.
    expect(values[0]).toBe(0.6208689981140196);
    expect(createRandom('b')()).not.toBe(values[0]);
  });
});
