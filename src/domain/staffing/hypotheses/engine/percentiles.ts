import { codeRows, codeWithin, NOTHING_CODED, type Coding } from './coding';
import { firstWhere } from './select';

/** A group of fewer members says nothing of its own: percentiles within it are those of the whole reference. */
const SMALLEST_GROUP = 30;
/** Rows are coded for so many times a reference at once: once more means more sorting, further ahead means longer tables. */
const AHEAD = 2;
/** Where a value has so many rows, tables are short however many rows are coded. */
const OFTEN = 8;

/** Percentiles of one input in a reference population that moves along the rows. */
export interface Percentiles {
  /** A code by row: equal values have the same. */
  readonly codes: Int32Array;
  readonly coding: Coding;
  /** A percentile by code. */
  readonly table: Float64Array;
  /** Makes rows [from, to) the reference; rows [from, upTo) can then be looked up by code. None of the three ever goes back. */
  moveTo(from: number, to: number, upTo: number): void;
  /** The percentile of any value, be it a row's or not. */
  of(value: number, group: number): number;
}

/** Percentiles within groups: the group of each row, and the percentiles in the whole reference, which have to be moved first. */
export interface Within {
  groups: Float64Array;
  whole: Percentiles;
}

/** Percentiles of a column of values; the reference is empty until it is moved. */
export function percentilesOf(values: Float64Array, within?: Within): Percentiles {
  const codes = new Int32Array(values.length);
  let counts = new Int32Array(0);
  let [first, end] = [0, 0];
  let wholeCoding = NOTHING_CODED;
  const percentiles = { codes, coding: NOTHING_CODED, table: new Float64Array(0), moveTo, of };
  return percentiles;

  function moveTo(from: number, to: number, upTo: number): void {
    const isCoded = within ? within.whole.coding === wholeCoding : upTo <= percentiles.coding.to;
    if (isCoded && from === first && to === end) return;
    if (!isCoded) recode(from, upTo);
    for (let row = first; row < from; row++) counts[codes[row]!]!--;
    for (let row = end; row < to; row++) counts[codes[row]!]!++;
    [first, end] = [from, to];
    if (within) fillGroups(percentiles.table, counts, percentiles.coding, within.whole);
    else fill(percentiles.table, counts, 0, counts.length, to - from);
  }

  function recode(from: number, upTo: number): void {
    if (within) {
      wholeCoding = within.whole.coding;
      percentiles.coding = codeWithin(within.groups, wholeCoding, values, codes);
    } else percentiles.coding = codeRows(values, codes, from, codedUpTo(percentiles.coding, from, upTo, values.length));
    counts = new Int32Array(percentiles.coding.examples.length);
    percentiles.table = new Float64Array(percentiles.coding.examples.length);
    [first, end] = [from, from];
  }

  function of(value: number, group: number): number {
    const { examples } = percentiles.coding;
    const [low, high] = within ? groupRange(percentiles.coding, within.groups, group) : [0, counts.length];
    const n = sum(counts, low, high);
    if (within && n < SMALLEST_GROUP) return within.whole.of(value, group);
    const at = firstWhere(low, high, (code) => values[examples[code]!]! >= value);
    const equal = at < high && values[examples[at]!] === value ? counts[at]! : 0;
    return percentile(sum(counts, low, at), equal, n);
  }
}

/** Up to where to code rows that begin at `from`: all of them where those coded before had few values. */
function codedUpTo({ order, examples }: Coding, from: number, upTo: number, n: number): number {
  return OFTEN * examples.length < order.length ? n : Math.min(n, from + AHEAD * (upTo - from));
}

/** 100·(less + equal/2)/n (S4); in an empty reference nothing is below anything, which gives 0. */
function percentile(less: number, equal: number, n: number): number {
  return n === 0 ? 0 : (100 * (less + equal / 2)) / n;
}

/** Writes the percentile of every code within its group, be it in the reference or not. */
function fillGroups(table: Float64Array, counts: Int32Array, { examples, firsts }: Coding, whole: Percentiles): void {
  for (let group = 0; group + 1 < firsts.length; group++) {
    const [low, high] = [firsts[group]!, firsts[group + 1]!];
    const n = sum(counts, low, high);
    if (n >= SMALLEST_GROUP) fill(table, counts, low, high, n);
    else for (let code = low; code < high; code++) table[code] = whole.table[whole.codes[examples[code]!]!]!;
  }
}

/** Writes the percentiles of the codes [low, high) in a reference of n with these codes. */
function fill(table: Float64Array, counts: Int32Array, low: number, high: number, n: number): void {
  let less = 0;
  for (let code = low; code < high; code++) {
    const equal = counts[code]!;
    table[code] = percentile(less, equal, n);
    less += equal;
  }
}

function groupRange({ examples, firsts }: Coding, groups: Float64Array, group: number): [number, number] {
  const known = firsts.length - 1;
  const groupAt = (at: number) => groups[examples[firsts[at]!]!]!;
  const at = firstWhere(0, known, (place) => groupAt(place) >= group);
  return at < known && groupAt(at) === group ? [firsts[at]!, firsts[at + 1]!] : [0, 0];
}

function sum(counts: Int32Array, from: number, to: number): number {
  let all = 0;
  for (let code = from; code < to; code++) all += counts[code]!;
  return all;
}
