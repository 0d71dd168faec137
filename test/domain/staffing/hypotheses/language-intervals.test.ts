import fc from 'fast-check';

import { combined, eitherOf, holds, negated, picked, type Interval } from '../../../../src/domain/staffing/hypotheses/language/expression/interval';

const number = fc.oneof(fc.integer({ min: -5, max: 5 }), fc.double({ min: -1e6, max: 1e6, noNaN: true }));
/** An interval, and a number in it that may be one of its ends. */
const inside = fc.tuple(number, number, number).map(([one, two, three]) => {
  const [low = 0, value = 0, high = 0] = [one, two, three].sort((a, b) => a - b);
  return { range: { low, high }, value };
});
type Inside = typeof inside extends fc.Arbitrary<infer T> ? T : never;

const OPERATORS = { '+': (a: number, b: number) => a + b, '-': (a: number, b: number) => a - b, '*': (a: number, b: number) => a * b, '/': (a: number, b: number) => a / b };
const corners = (one: Interval, other: Interval) => [one.low, one.high].flatMap((a) => [other.low, other.high].map((b) => [a, b] as const));

describe('the interval of a result', () => {
  it.each(Object.entries(OPERATORS))('holds every result of %s and is no wider', (name, operate) => {
    fc.assert(
      fc.property(inside, inside, (one, other) => {
        const operator = name as keyof typeof OPERATORS;
        fc.pre(operator !== '/' || !holds(other.range, 0));
        const range = combined(operator, one.range, other.range);
        expect(holds(range, operate(one.value, other.value))).toBe(true);
        const reached = corners(one.range, other.range).map(([a, b]) => operate(a, b));
        expect([range.low === Math.min(...reached), range.high === Math.max(...reached)]).toEqual([true, true]);
      }),
    );
  });

  it.each(['min', 'max', 'abs'] as const)('holds every result of %s', (name) => {
    const some: fc.Arbitrary<Inside[]> = fc.array(inside, { minLength: 1, maxLength: name === 'abs' ? 1 : 4 });
    fc.assert(
      fc.property(some, (parts) => {
        const range = picked(name, parts.map((part) => part.range));
        const pick = (values: number[]) => (name === 'abs' ? Math.abs(values[0] ?? 0) : Math[name](...values));
        expect(holds(range, pick(parts.map(({ value }) => value)))).toBe(true);
        if (name !== 'abs') expect(range).toEqual({ low: pick(parts.map((part) => part.range.low)), high: pick(parts.map((part) => part.range.high)) });
      }),
    );
  });

  it.each([
    [{ low: 2, high: 5 }, { low: 2, high: 5 }],
    [{ low: -5, high: -2 }, { low: 2, high: 5 }],
    [{ low: -5, high: 2 }, { low: 0, high: 5 }],
  ])('is without its sign: %j', (range, without) => expect(picked('abs', [range])).toEqual(without));

  it('holds either branch, and turns round with the sign', () => {
    expect(eitherOf({ low: 1, high: 2 }, { low: -1, high: 1.5 })).toEqual({ low: -1, high: 2 });
    expect(negated({ low: -1, high: 2 })).toEqual({ low: -2, high: 1 });
  });
});
