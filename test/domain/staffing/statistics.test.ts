import fc from 'fast-check';

import {
  assignmentBucket,
  betaInterval,
  chanceToWin,
  jaccard,
  manski,
  minimumDetectableEffect,
  newcombe,
  posterior,
  posteriorCurve,
  quantile7,
  requiredPerArm,
  sampleRatio,
  support,
  verdictThreshold,
  type Outcomes,
} from '../../../src/domain/staffing/statistics';
import { chanceOfAtLeast, chanceOfAtMost } from '../../../src/domain/staffing/statistics/binomial';
import { normalQuantile } from '../../../src/domain/staffing/statistics/quantile';

fc.configureGlobal({ seed: 20 });

const outcomes = fc
  .integer({ min: 1, max: 300 })
  .chain((n) => fc.record({ ok: fc.integer({ min: 0, max: n }), n: fc.constant(n) }));
const rate = fc.double({ min: 0.01, max: 0.99, noNaN: true });

describe('quantiles', () => {
  test('the normal quantile is exact where simpler libraries are not', () => {
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 15);
  });

  test('type 7 lies between order statistics in proportion', () => {
    const hundred = Array.from({ length: 100 }, (_, at) => at + 1);
    expect(quantile7(hundred, 0.97)).toBeCloseTo(97.03, 12);
    expect([quantile7(hundred, 0), quantile7(hundred, 1), quantile7([7], 0.3)]).toEqual([1, 100, 7]);
    expect([quantile7([1, Infinity, Infinity], 0.75), quantile7([], 0.5)]).toEqual([Infinity, NaN]);
  });
});

describe('sample ratio', () => {
  test.each([
    { counts: [15_000, 15_700], p: 6.46639444371526e-5 },
    { counts: [44_000, 45_000], p: 8.022781177678732e-4 },
    { counts: [600, 400], p: 2.53962858947e-10 },
  ])('$counts at equal shares has p $p', ({ counts, p }) => {
    expect(sampleRatio(counts, [1, 1]).p / p).toBeCloseTo(1, 11);
  });

  test('its chi-square is the one of the textbooks, for any number of arms and unequal shares', () => {
    expect(sampleRatio([15_000, 15_700], [50, 50]).chiSquare).toBeCloseTo(15.960912052117264, 12);
    const three = sampleRatio([80, 12, 8], [90, 5, 5]);
    expect(three.chiSquare).toBeCloseTo(100 / 90 + 49 / 5 + 9 / 5, 12);
    // Two degrees of freedom: the tail is exp(−χ²/2).
    expect(three.p).toBeCloseTo(Math.exp(-three.chiSquare / 2), 14);
  });

  test('a perfect split, and nobody at all, are no mismatch', () => {
    expect(sampleRatio([900, 100], [9, 1])).toEqual({ chiSquare: 0, p: 1 });
    expect(sampleRatio([0, 0], [9, 1])).toEqual({ chiSquare: 0, p: 1 });
  });

  test('an arm without a share counts for nothing while it is empty, and against all when it is not', () => {
    expect(sampleRatio([60, 40, 0], [1, 1, 0])).toEqual(sampleRatio([60, 40], [1, 1]));
    expect(sampleRatio([60, 40, 1], [1, 1, 0])).toEqual({ chiSquare: Infinity, p: 0 });
  });

  test('p is a probability, and the same whichever arm is named first', () => {
    fc.assert(
      fc.property(fc.nat(10_000), fc.nat(10_000), fc.integer({ min: 1, max: 99 }), (a, b, share) => {
        const { p } = sampleRatio([a, b], [100 - share, share]);
        expect(p >= 0 && p <= 1).toBe(true);
        expect(sampleRatio([b, a], [share, 100 - share]).p).toBeCloseTo(p, 12);
      }),
    );
  });
});

describe('sample size', () => {
  test('as many orders an arm as 80 % power and 5 % take', () => {
    expect(requiredPerArm({ from: 0.8, to: 0.9 }).a).toBeCloseTo(198.96341328, 8);
    expect(requiredPerArm({ from: 0.8, to: 0.85 }).b).toBeCloseTo(905.36577796, 8);
    expect(minimumDetectableEffect({ base: 0.8, perArm: { a: 450, b: 450 } })).toBeCloseTo(0.0692947928, 10);
  });

  test('an uneven split needs more orders in all, in the ratio of the split', () => {
    const even = requiredPerArm({ from: 0.8, to: 0.9 });
    const uneven = requiredPerArm({ from: 0.8, to: 0.9, share: 0.1 });
    expect(uneven.a / uneven.b).toBeCloseTo(9, 12);
    expect(uneven.a + uneven.b).toBeGreaterThan(2 * (even.a + even.b));
  });

  test('the detectable effect is the one that takes just so many orders', () => {
    const sizes = fc.integer({ min: 200, max: 5_000 });
    fc.assert(
      fc.property(fc.double({ min: 0.2, max: 0.8, noNaN: true }), sizes, sizes, (base, a, b) => {
        const effect = minimumDetectableEffect({ base, perArm: { a, b } }) ?? NaN;
        const needed = requiredPerArm({ from: base, to: base + effect, share: b / (a + b) });
        expect(needed.a / a).toBeCloseTo(1, 6);
        expect(needed.b / b).toBeCloseTo(1, 6);
      }),
    );
  });

  test('too few orders detect nothing', () => {
    expect(minimumDetectableEffect({ base: 0.8, perArm: { a: 10, b: 10 } })).toBeNull();
    expect(minimumDetectableEffect({ base: 0.8, perArm: { a: 100, b: 0 } })).toBeNull();
  });
});

describe("Newcombe's interval", () => {
  test('of 56/70 − 48/80', () => {
    const { difference, lower, upper } = newcombe({ ok: 56, n: 70 }, { ok: 48, n: 80 });
    expect(difference).toBeCloseTo(0.2, 15);
    expect(lower).toBeCloseTo(0.0524314724, 10);
    expect(upper).toBeCloseTo(0.333872654, 10);
  });

  test('holds the difference, never leaves −1…1, and turns round with the arms', () => {
    fc.assert(
      fc.property(outcomes, outcomes, (a, b) => {
        const [there, back] = [newcombe(a, b), newcombe(b, a)];
        expect(-1 <= there.lower && there.lower <= there.difference && there.difference <= there.upper && there.upper <= 1).toBe(true);
        expect(back.lower).toBeCloseTo(-there.upper, 12);
        expect(back.upper).toBeCloseTo(-there.lower, 12);
      }),
    );
  });

  test('is wider the surer it has to be', () => {
    const [sure, surer] = [0.95, 0.998].map((level) => newcombe({ ok: 56, n: 70 }, { ok: 48, n: 80 }, level));
    expect(surer?.lower).toBeLessThan(sure?.lower ?? NaN);
    expect(surer?.upper).toBeGreaterThan(sure?.upper ?? NaN);
  });
});

describe('posterior', () => {
  test('170 of 200 are Beta(171, 31)', () => {
    expect(posterior({ ok: 170, n: 200 })).toEqual({ alpha: 171, beta: 31 });
    const { lower, upper } = betaInterval({ ok: 170, n: 200 });
    expect(lower).toBeCloseTo(0.7938368050540213, 14);
    expect(upper).toBeCloseTo(0.8927400727458503, 14);
  });

  test.each<[Outcomes, Outcomes, number]>([
    [{ ok: 170, n: 200 }, { ok: 184, n: 200 }, 0.985540599893978],
    [{ ok: 24, n: 30 }, { ok: 27, n: 30 }, 0.8497240376246268],
  ])('%j loses to %j with probability %d', (a, b, chance) => {
    expect(Math.abs(chanceToWin(a, b) - chance)).toBeLessThan(1e-12);
  });

  test('one of the arms wins, equal ones as often as not, and a success more never harms', () => {
    fc.assert(
      fc.property(outcomes, outcomes, (a, b) => {
        expect(chanceToWin(a, b) + chanceToWin(b, a)).toBeCloseTo(1, 11);
        expect(chanceToWin(a, a)).toBeCloseTo(0.5, 11);
        expect(chanceToWin(a, { ok: b.ok + 1, n: b.n + 1 })).toBeGreaterThanOrEqual(chanceToWin(a, b) - 1e-12);
      }),
    );
  });

  test('thousands of orders do not wear the sum out', () => {
    expect(chanceToWin({ ok: 40_000, n: 50_000 }, { ok: 40_000, n: 50_000 })).toBeCloseTo(0.5, 8);
  });

  test('its curve covers all but nothing of the probability, the peak at the rate', () => {
    const curve = posteriorCurve({ ok: 170, n: 200 });
    const area = curve.slice(1).reduce((sum, [x, y], at) => sum + ((x - (curve[at]?.[0] ?? NaN)) * (y + (curve[at]?.[1] ?? NaN))) / 2, 0);
    expect(area).toBeCloseTo(0.9998, 4);
    const peak = curve.reduce((best, point) => (point[1] > best[1] ? point : best));
    expect(peak[0]).toBeCloseTo(0.85, 2);
    expect(posteriorCurve({ ok: 3, n: 3 }).every(([, density]) => Number.isFinite(density))).toBe(true);
  });
});

describe('binomial tails', () => {
  test('are the incomplete beta function: I₀.₉(171, 31)', () => {
    expect(chanceOfAtLeast(171, 201, 0.9)).toBeCloseTo(0.9898098626545474, 14);
  });

  test('meet in the middle', () => {
    fc.assert(
      fc.property(outcomes, rate, ({ ok, n }, p) => {
        expect(chanceOfAtMost(ok, n, p) + chanceOfAtLeast(ok + 1, n, p)).toBeCloseTo(1, 11);
      }),
    );
    expect([chanceOfAtLeast(0, 5, 0.3), chanceOfAtLeast(6, 5, 0.3), chanceOfAtMost(5, 5, 0.3)]).toEqual([1, 0, 1]);
    expect(chanceOfAtMost(0, 5, 0.3)).toBeCloseTo(0.7 ** 5, 14);
  });
});

describe('assignment', () => {
  test('is the hash of salt and candidate', () => {
    expect(assignmentBucket('trial-7', 'C-000042')).toBe(0.13751797057513926);
  });

  test('spreads candidates evenly, and anew for another salt', () => {
    const buckets = (salt: string) => Array.from({ length: 20_000 }, (_, at) => assignmentBucket(salt, `C-${String(at).padStart(6, '0')}`));
    const tenths = (values: number[]) => values.reduce((counts, value) => counts.with(Math.floor(value * 10), (counts[Math.floor(value * 10)] ?? 0) + 1), Array<number>(10).fill(0));
    const [first, second] = [buckets('trial-7'), buckets('trial-8')];
    const equal = Array<number>(10).fill(1);
    expect(sampleRatio(tenths(first), equal).p).toBeGreaterThan(0.01);
    const both = first.filter((bucket, at) => bucket < 0.1 && (second[at] ?? 1) < 0.1).length;
    expect(sampleRatio([20_000 - both, both], [99, 1]).p).toBeGreaterThan(0.01);
  });
});

describe('selections', () => {
  test('support is the share of the new ones that was hired', () => {
    expect(support(new Set([1, 2, 3, 4]), new Set([2, 3, 4, 5, 6]))).toBe(0.75);
    expect(support(new Set(), new Set([1]))).toBe(0);
  });

  test('Jaccard counts each cat once', () => {
    const [champion, challenger] = [numbers(0, 905), numbers(495, 612)];
    expect(jaccard(champion, challenger)).toBeCloseTo(410 / (202 + 495 + 410), 15);
    expect(jaccard(new Set(['C-1']), new Set(['C-1']))).toBe(1);
    expect(jaccard(new Set(), new Set())).toBe(1);
  });

  test('bounds reach from all unknown failed to all unknown succeeded', () => {
    const { lower, upper } = manski({ accepted: 612, known: 410, ok: 351 });
    expect((100 * lower).toFixed(1)).toBe('57.4');
    expect((100 * upper).toFixed(1)).toBe('90.4');
    expect(upper - lower).toBeCloseTo(202 / 612, 15);
    expect(manski({ accepted: 10, known: 10, ok: 7 })).toEqual({ lower: 0.7, upper: 0.7 });
    expect(manski({ accepted: 0, known: 0, ok: 0 })).toEqual({ lower: 0, upper: 1 });
  });

  function numbers(from: number, count: number): Set<number> {
    return new Set(Array.from({ length: count }, (_, at) => from + at));
  }
});

test('parallel trials share the error between them', () => {
  expect([verdictThreshold(1), verdictThreshold(3), verdictThreshold(2, 0.1)]).toEqual([20, 60, 20]);
});
