import fc from 'fast-check';

import { offPolicy, overlapOf, type KnownChoice } from '../../../src/domain/staffing/statistics/off-policy';
import { createRandom } from '../../../src/domain/staffing/statistics/random';

const WORKERS = ['a', 'b', 'c'];
const EVEN = { a: 1 / 3, b: 1 / 3, c: 1 / 3 };

/** So many choices by the logged probabilities, with workers who succeed at their own rates. */
function history(n: number, logged: Record<string, number>, target: Record<string, number>, rates: Record<string, number>): KnownChoice[] {
  const random = createRandom('history');
  return Array.from({ length: n }, () => {
    const point = random();
    let passed = 0;
    const picked = WORKERS.find((worker) => point < (passed += logged[worker] ?? 0)) ?? 'c';
    return { ...overlapOf({ picked, logged, target }), ok: random() < (rates[picked] ?? 0) };
  });
}

test('a policy like the logged one is estimated by its plain success rate', () => {
  const choices = history(300, EVEN, EVEN, { a: 0.9, b: 0.5, c: 0.1 });
  const { rate, effective, support } = offPolicy(choices);
  expect(rate).toBeCloseTo(choices.filter(({ ok }) => ok).length / 300, 10);
  expect(effective).toBeCloseTo(300, 6);
  expect(support).toBeCloseTo(1, 10);
});

test('a policy that prefers better workers gets their success rate, though it never decided', () => {
  const rates = { a: 0.9, b: 0.5, c: 0.1 };
  const target = { a: 0.8, b: 0.2, c: 0 };
  const { rate, interval, effective } = offPolicy(history(3000, EVEN, target, rates));
  expect(rate).toBeGreaterThan(0.8 * 0.9 + 0.2 * 0.5 - 0.03);
  expect(rate).toBeLessThan(0.8 * 0.9 + 0.2 * 0.5 + 0.03);
  expect([interval && interval.lower < 0.82, interval && interval.upper > 0.82]).toEqual([true, true]);
  expect(effective).toBeLessThan(3000 / 1.5);
});

test('what the logged policy did too often counts for less', () => {
  const { rate } = offPolicy(history(3000, { a: 0.1, b: 0.2, c: 0.7 }, EVEN, { a: 0.9, b: 0.6, c: 0.3 }));
  expect(rate).toBeGreaterThan(0.6 - 0.04);
  expect(rate).toBeLessThan(0.6 + 0.04);
});

test('says nothing where the logged policy could not have done the same', () => {
  const best = history(500, { a: 1, b: 0, c: 0 }, EVEN, { a: 0.9 });
  expect(offPolicy(best)).toMatchObject({ rate: null, interval: null, lacks: ['support'], support: expect.closeTo(1 / 3, 10) as number });
});

test('says nothing of a handful of outcomes, or of none', () => {
  expect(offPolicy(history(29, EVEN, EVEN, EVEN))).toMatchObject({ rate: null, n: 29, lacks: ['outcomes'] });
  expect(offPolicy([])).toEqual({ n: 0, support: 0, effective: 0, lacks: ['support', 'outcomes'], rate: null, interval: null });
});

test('leaves out choices whose end nobody knows, and where nobody was chosen', () => {
  const known = history(100, EVEN, EVEN, { a: 1 });
  const unknown = [...history(100, EVEN, EVEN, {}).map((one) => ({ ...one, ok: null })), { ...overlapOf({ picked: null, logged: {}, target: {} }), ok: null }];
  expect(offPolicy([...known, ...unknown])).toEqual(offPolicy(known));
});

test('rate and effective size stay within their bounds, whatever the probabilities', () => {
  const chances = fc.tuple(fc.nat(9), fc.nat(9), fc.integer({ min: 1, max: 9 })).map(([a, b, c]) => ({ a: a / (a + b + c), b: b / (a + b + c), c: c / (a + b + c) }));
  const choice = fc.record({ picked: fc.constantFrom(...WORKERS), logged: chances, target: chances, ok: fc.option(fc.boolean()) });
  fc.assert(
    fc.property(fc.array(choice, { maxLength: 80 }), (choices) => {
      const { n, rate, effective, support, interval } = offPolicy(choices.map(({ ok, ...policies }) => ({ ...overlapOf(policies), ok })));
      expect(effective).toBeLessThanOrEqual(n + 1e-9);
      expect(support).toBeLessThanOrEqual(1 + 1e-9);
      if (rate === null || !interval) return;
      expect(rate).toBeGreaterThanOrEqual(0);
      expect(rate).toBeLessThanOrEqual(1 + 1e-9);
      expect(interval.lower).toBeLessThan(interval.upper);
    }),
  );
});
