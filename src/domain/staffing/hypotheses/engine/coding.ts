import { orderOf } from './order';

/** Codes of the rows [from, to) of a column: whole numbers in order of group, then value; equal values of a group share one. */
export interface Coding {
  from: number;
  to: number;
  /** The rows, less `from`, in order of their codes. */
  order: Int32Array;
  /** By code: a row that has it. */
  examples: Int32Array;
  /** The first code of each group, and the end of the last. */
  firsts: Int32Array;
}

/** A coding of no rows. */
export const NOTHING_CODED: Coding = { from: 0, to: 0, order: new Int32Array(0), examples: new Int32Array(0), firsts: new Int32Array(1) };

/** Codes rows of which all are one group; each row's code is written into `codes`. */
export function codeRows(values: Float64Array, codes: Int32Array, from: number, to: number): Coding {
  return numbered(orderOf(values.subarray(from, to)), from, () => false, values, codes);
}

/** Codes the same rows by group. */
export function codeWithin(groups: Float64Array, { from, to, order }: Coding, values: Float64Array, codes: Int32Array): Coding {
  return numbered(orderOf(groups.subarray(from, to), order), from, (row, other) => groups[row] !== groups[other], values, codes);
}

function numbered(order: Int32Array, from: number, differ: (row: number, other: number) => boolean, values: Float64Array, codes: Int32Array): Coding {
  const examples = new Int32Array(order.length);
  const firsts: number[] = [];
  let last = -1;
  let before = -1;
  for (let i = 0; i < order.length; i++) {
    const row = from + order[i]!;
    const isFirst = before < 0 || differ(row, before);
    if (isFirst || values[row] !== values[before]) examples[++last] = row;
    if (isFirst) firsts.push(last);
    codes[row] = last;
    before = row;
  }
  return { from, to: from + order.length, order, examples: examples.slice(0, last + 1), firsts: Int32Array.from([...firsts, last + 1]) };
}
