import fc from 'fast-check';

import { orderOf } from '../../../../src/domain/staffing/hypotheses/engine/order';
import { percentilesOf } from '../../../../src/domain/staffing/hypotheses/engine/percentiles';
import { firstWhere, kthLargest } from '../../../../src/domain/staffing/hypotheses/engine/select';

const value = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constantFrom(0, -0, 0.5, Infinity, -Infinity, 1e300, -5e-324), fc.double({ noNaN: true }));

test('orders rows by any numbers, and leaves those of equal keys as they were', () => {
  fc.assert(
    fc.property(fc.array(value, { maxLength: 60 }), fc.boolean(), (keys, backwards) => {
      const before = Int32Array.from(keys, (_, row) => (backwards ? keys.length - 1 - row : row));
      const below = (one: number, other: number) => one < other || (Object.is(one, -0) && Object.is(other, 0));
      const expected = [...before].sort((a, b) => Number(below(keys[b]!, keys[a]!)) - Number(below(keys[a]!, keys[b]!)));
      expect([...orderOf(Float64Array.from(keys), backwards ? before : undefined)]).toEqual(expected);
      expect(before[0]).toBe(keys.length === 0 ? undefined : backwards ? keys.length - 1 : 0);
    }),
    { numRuns: 300, seed: 1 },
  );
});

test('finds the k-th largest of some values, ties and all', () => {
  fc.assert(
    fc.property(fc.array(value, { minLength: 1, maxLength: 60 }), fc.nat(), fc.nat(), (values, some, any) => {
      const n = 1 + (some % values.length);
      const k = 1 + (any % n);
      const expected = values.slice(0, n).sort((a, b) => b - a)[k - 1];
      expect(kthLargest(Float64Array.from(values), n, k) === expected).toBe(true);
    }),
    { numRuns: 500, seed: 1 },
  );
});

test('finds where something begins to hold', () => {
  for (const start of [2, 3, 7, 10]) expect(firstWhere(2, 10, (place) => place >= start)).toBe(start);
});

test('a value’s percentile is 100·(less + equal/2)/n, be the value in the reference or not', () => {
  const percentiles = percentilesOf(Float64Array.of(10, 20, 20, 30, 25));
  percentiles.moveTo(0, 4, 5);
  expect([5, 10, 20, 25, 30, 31].map((one) => percentiles.of(one, 0))).toEqual([0, 12.5, 50, 75, 87.5, 100]);
  expect([...percentiles.codes].map((code) => percentiles.table[code])).toEqual([12.5, 50, 50, 87.5, 75]);
});

test('in an empty reference every percentile is 0', () => {
  const percentiles = percentilesOf(Float64Array.of(10, 20));
  percentiles.moveTo(0, 0, 2);
  expect([percentiles.of(15, 0), percentiles.table[percentiles.codes[1]!]]).toEqual([0, 0]);
});

test('a group speaks for itself from 30 members on; for a smaller one, and for an unknown one, the whole reference does', () => {
  const values = Float64Array.from({ length: 59 }, (_, row) => row);
  const groups = Float64Array.from(values, (_, row) => (row < 30 ? 1 : 2));
  const whole = percentilesOf(values);
  const within = percentilesOf(values, { groups, whole });
  for (const percentiles of [whole, within]) percentiles.moveTo(0, 59, 59);
  expect(within.of(15, 1)).toBe((100 * 15.5) / 30);
  expect(within.of(40, 2)).toBe((100 * 40.5) / 59);
  expect(within.of(40, 3)).toBe((100 * 40.5) / 59);
  expect(within.table[within.codes[15]!]).toBe((100 * 15.5) / 30);
  expect(within.table[within.codes[40]!]).toBe((100 * 40.5) / 59);
});

test('a value is counted with its own group, though another group has it, too', () => {
  const values = Float64Array.from({ length: 60 }, (_, row) => (row < 30 ? row : row - 1));
  const groups = Float64Array.from(values, (_, row) => (row < 30 ? 1 : 2));
  const whole = percentilesOf(values);
  const within = percentilesOf(values, { groups, whole });
  for (const percentiles of [whole, within]) percentiles.moveTo(0, 60, 60);
  expect([within.of(29, 1), within.of(29, 2)]).toEqual([(100 * 29.5) / 30, (100 * 0.5) / 30]);
});

const steps = fc.array(fc.record({ leave: fc.nat(60), join: fc.nat(60), ahead: fc.nat(20), skip: fc.nat(9) }), { minLength: 1, maxLength: 12 });

test('percentiles keep right while the reference moves along the rows', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 12 }), fc.constantFrom(1, 1, 1, 2, 7)), { minLength: 1, maxLength: 400, size: 'max' }), steps, (rows, moves) => {
      const values = Float64Array.from(rows, ([one]) => one);
      const groups = Float64Array.from(rows, ([, group]) => group);
      const whole = percentilesOf(values);
      const within = percentilesOf(values, { groups, whole });
      let [from, to, upTo] = [0, 0, 0];
      for (const { leave, join, ahead, skip } of moves) {
        from = Math.min(skip === 0 ? to + leave : from + leave, rows.length);
        to = Math.min(Math.max(from, to + join), rows.length);
        upTo = Math.min(Math.max(upTo, to + ahead), rows.length);
        for (const percentiles of [whole, within]) percentiles.moveTo(from, to, upTo);
        const members = rows.slice(from, to);
        for (let row = from; row < upTo; row++) {
          const alike = members.filter(([, group]) => group === groups[row]);
          expect(whole.table[whole.codes[row]!]).toBe(naive(members, values[row]!));
          expect(within.table[within.codes[row]!]).toBe(naive(alike.length < 30 ? members : alike, values[row]!));
        }
        expect([-1, 6.5, 13].map((one) => within.of(one, 1))).toEqual(
          [-1, 6.5, 13].map((one) => naive(members.filter(([, group]) => group === 1).length < 30 ? members : members.filter(([, group]) => group === 1), one)),
        );
      }
    }),
    { numRuns: 60, seed: 1 },
  );
});

function naive(members: (readonly [number, number])[], value: number): number {
  const less = members.filter(([one]) => one < value).length;
  const equal = members.filter(([one]) => one === value).length;
  return members.length === 0 ? 0 : (100 * (less + equal / 2)) / members.length;
}
