import fc from 'fast-check';

import { BLOCK, compile, type Source } from '../../../../src/domain/staffing/hypotheses/engine/block';
import type { Expression } from '../../../../src/domain/staffing/hypotheses/hypothesis';
import { evaluate } from '../../../../src/domain/staffing/hypotheses/language';
import { input, number, pct, pctWithin, text } from './engine-support';

const ROWS = 40;
const WORDS = ['', 'Siam', 'manx', 'siam', 'сиам', '\u{1F408}'];

/** Values that arithmetic stumbles over, if over any. */
const value = fc.oneof(fc.constantFrom(0, -0, 1, -1, NaN, Infinity, -Infinity, 0.1, 0.2, 250, 1e15, -1e15, 5e-324, 2 ** 53), fc.double({ noNaN: true }), fc.integer({ min: -5, max: 5 }));

const { num, yesNo } = fc.letrec<{ num: Expression; yesNo: Expression; word: Expression }>((tie) => ({
  num: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    value.map(number),
    fc.constantFrom(input('a'), input('b'), pct('a'), pctWithin('b', 'breed')),
    fc.tuple(fc.constantFrom('+' as const, '-' as const, '*' as const, '/' as const), tie('num'), tie('num')).map(([op, ...args]) => ({ op, args })),
    fc.tuple(fc.constantFrom('min' as const, 'max' as const), fc.array(tie('num'), { minLength: 1, maxLength: 3 })).map(([op, args]) => ({ op, args })),
    tie('num').map((arg): Expression => ({ op: 'abs', args: [arg] })),
    tie('num').map((arg): Expression => ({ op: 'negate', args: [arg] })),
    fc.tuple(tie('yesNo'), tie('num'), tie('num')).map((args): Expression => ({ op: '?:', args })),
  ),
  word: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(...WORDS, 'unknown').map(text),
    fc.constantFrom(input('breed'), input('colour')),
    fc.tuple(tie('yesNo'), tie('word'), tie('word')).map((args): Expression => ({ op: '?:', args })),
  ),
  yesNo: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.boolean().map((one): Expression => ({ op: 'yes_no', value: one })),
    fc.constant(input('calm')),
    fc.tuple(fc.constantFrom('<' as const, '<=' as const, '>' as const, '>=' as const, '==' as const, '!=' as const), tie('num'), tie('num')).map(([op, ...args]) => ({ op, args })),
    fc.tuple(fc.constantFrom('==' as const, '!=' as const), tie('word'), tie('word')).map(([op, ...args]) => ({ op, args })),
    fc.tuple(fc.constantFrom('&&' as const, '||' as const, '==' as const, '!=' as const), tie('yesNo'), tie('yesNo')).map(([op, ...args]) => ({ op, args })),
    fc.tuple(tie('num'), fc.array(value.map(number), { minLength: 1, maxLength: 4 })).map(([one, many]): Expression => ({ op: 'in', args: [one, ...many] })),
    fc.tuple(tie('word'), fc.array(fc.constantFrom(...WORDS).map(text), { minLength: 1, maxLength: 3 })).map(([one, many]): Expression => ({ op: 'in', args: [one, ...many] })),
    tie('yesNo').map((arg): Expression => ({ op: '!', args: [arg] })),
    fc.tuple(tie('yesNo'), tie('yesNo'), tie('yesNo')).map((args): Expression => ({ op: '?:', args })),
  ),
}));

interface Row {
  a: number;
  b: number;
  breed: string;
  colour: string;
  calm: boolean;
  /** Percentiles of `a`, and of `b` within its breed. */
  pctA: number;
  pctB: number;
}

const row = fc.record<Row>({ a: value, b: value, breed: fc.constantFrom(...WORDS), colour: fc.constantFrom(...WORDS), calm: fc.boolean(), pctA: value, pctB: value });

const KNOWN = [...WORDS, 'unknown'];

function sourceOf(rows: readonly Row[]): Source {
  const columnOf = (read: (one: Row) => number) => Float64Array.from(rows, read);
  const columns: Record<string, Float64Array> = {
    a: columnOf(({ a }) => a),
    b: columnOf(({ b }) => b),
    calm: columnOf(({ calm }) => (calm ? 1 : 0)),
    breed: columnOf(({ breed }) => KNOWN.indexOf(breed)),
    colour: columnOf(({ colour }) => KNOWN.indexOf(colour)),
  };
  return {
    column: (name) => columns[name]!,
    word: (word) => KNOWN.indexOf(word),
    percentiles: (_input, group) => ({ codes: Int32Array.from(rows, (_, at) => rows.length - 1 - at), table: columnOf(group ? ({ pctB }) => pctB : ({ pctA }) => pctA).reverse() }),
  };
}

const scalar = (expression: Expression, one: Row) =>
  evaluate(expression, { input: (name) => one[name as 'a'], pct: () => one.pctA, pctWithin: () => one.pctB });

test('evaluates blocks of rows to the very bits of one row after the other', () => {
  fc.assert(
    fc.property(fc.array(row, { minLength: ROWS, maxLength: ROWS }), fc.oneof(num, yesNo), fc.nat(ROWS - 1), (rows, expression, from) => {
      const expected = rows.map((one) => Number(scalar(expression, one)));
      const block = compile(expression, sourceOf(rows));
      // toEqual tells −0 from 0, and takes NaN for NaN.
      expect([...block({ from, n: ROWS - from, rows: null }).subarray(0, ROWS - from)]).toEqual(expected.slice(from));
      const backwards = Int32Array.from(rows, (_, at) => ROWS - 1 - at);
      expect([...block({ from, n: ROWS - from, rows: backwards }).subarray(0, ROWS - from)]).toEqual(expected.reverse().slice(from));
    }),
    { numRuns: 2000, seed: 1 },
  );
});

test('evaluates a whole block, and a second one after it', () => {
  const column = Float64Array.from({ length: 2 * BLOCK }, (_, at) => at);
  const source: Source = { column: () => column, word: () => -1, percentiles: () => ({ codes: new Int32Array(0), table: column }) };
  const double = compile({ op: '+', args: [input('a'), { op: '*', args: [input('a'), number(1)] }] }, source);
  for (const from of [0, BLOCK]) expect([...double({ from, n: BLOCK, rows: null })]).toEqual([...column.subarray(from, from + BLOCK)].map((one) => 2 * one));
});
