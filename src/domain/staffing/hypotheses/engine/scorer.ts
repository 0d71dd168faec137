import type { Expression, Hypothesis } from '../hypothesis';
import { BLOCK, compile, type Block, type BlockOf, type Source } from './block';
import { isFixed, withFixedParts } from './expressions';
import type { Members } from './members';
import { firstWhere, kthLargest } from './select';
import type { MemberSource } from './source';

/** Scores members by a reference population that moves along them. */
export interface Scorer {
  /** By member: −infinity where a requirement fails; NaN where the score is no finite number. */
  readonly scores: Float64Array;
  /** Makes members [from, to) the reference and scores members [from, upTo) by it. None of the three ever goes back. */
  moveTo(from: number, to: number, upTo: number): void;
  /** The k-th best score among members [from, to); −infinity where there are fewer. */
  kthBest(from: number, to: number, k: number): number;
}

/** Makes a hypothesis ready to score members. What no reference population can change is evaluated once. */
export function scorerOf({ requirements, score }: Hypothesis, { n }: Members, source: MemberSource): Scorer {
  const conditions = requirements.map(({ when }) => when);
  const able = rowsThatMeet(conditions.filter(isFixed).map((when) => compile(when, source)), n);
  const moving = conditions.filter((when) => !isFixed(when)).map((when) => compileFrugally(when, n, source));
  const scores = new Float64Array(n).fill(-Infinity);
  const rescore = rescorer(moving, compileFrugally(score.value, n, source), able, scores);
  const isStill = moving.length === 0 && isFixed(score.value);
  if (isStill) rescore(0, able.length);

  const placeOf = (member: number) => firstWhere(0, able.length, (place) => able[place]! >= member);
  return {
    scores,
    moveTo(from, to, upTo) {
      if (isStill) return;
      for (const percentiles of source.allPercentiles()) percentiles.moveTo(from, to, upTo);
      rescore(placeOf(from), placeOf(upTo));
    },
    kthBest: bestOf(scores, able, placeOf),
  };
}

/** Finds the k-th best. Scores below a floor, which an earlier search left well under the k-th best, are looked at only if those above it don't suffice. */
function bestOf(scores: Float64Array, able: Int32Array, placeOf: (member: number) => number): Scorer['kthBest'] {
  const spare = new Float64Array(able.length);
  let floor = -Infinity;
  const gather = (from: number, to: number, above: number) => {
    let found = 0;
    for (let place = from; place < to; place++) {
      const one = scores[able[place]!]!;
      if (one > above) spare[found++] = one;
    }
    return found;
  };
  return (from, to, k) => {
    const [first, end] = [placeOf(from), placeOf(to)];
    let found = gather(first, end, floor);
    if (found < k) found = gather(first, end, (floor = -Infinity));
    if (found > 3 * k) floor = kthLargest(spare, found, 2 * k);
    return found < k ? -Infinity : kthLargest(spare, found, k);
  };
}

/** Scores a stretch of the rows that are able to meet all requirements. */
function rescorer(moving: BlockOf[], score: BlockOf, able: Int32Array, scores: Float64Array): (from: number, to: number) => void {
  const kept = new Int32Array(BLOCK);
  const rows = able.length === scores.length ? null : able;
  return (first, end) => {
    for (let from = first; from < end; from += BLOCK) {
      const block = { from, n: Math.min(BLOCK, end - from), rows };
      if (moving.length > 0) for (let i = 0; i < block.n; i++) scores[able[from + i]!] = -Infinity;
      const left = keep(moving, block, kept);
      write(score(left), scores, left);
    }
  };
}

/** A difference that is not 0 betrays infinity and NaN. */
function write(values: Float64Array, scores: Float64Array, { from, n, rows }: Block): void {
  if (rows) for (let i = 0; i < n; i++) scores[rows[from + i]!] = values[i]! - values[i]! === 0 ? values[i]! : NaN;
  else for (let i = 0; i < n; i++) scores[from + i] = values[i]! - values[i]! === 0 ? values[i]! : NaN;
}

/** The rows out of n that meet all conditions, in order. */
function rowsThatMeet(conditions: BlockOf[], n: number): Int32Array {
  const rows = new Int32Array(n);
  const kept = new Int32Array(BLOCK);
  let met = 0;
  for (let from = 0; from < n; from += BLOCK) {
    const left = keep(conditions, { from, n: Math.min(BLOCK, n - from), rows: null }, kept);
    for (let i = 0; i < left.n; i++) rows[met++] = left.rows ? left.rows[i]! : from + i;
  }
  return rows.subarray(0, met);
}

/** What is left of a block by the conditions, one after the other. */
function keep(conditions: BlockOf[], block: Block, kept: Int32Array): Block {
  let left = block;
  for (const condition of conditions) {
    const { from, rows } = left;
    const met = condition(left);
    let n = 0;
    for (let i = 0; i < left.n; i++) if (met[i] === 1) kept[n++] = rows ? rows[from + i]! : from + i;
    left = { from: 0, n, rows: kept };
  }
  return left;
}

/** Compiles an expression of which every fixed part is evaluated here and now, for all n rows. */
function compileFrugally(expression: Expression, n: number, source: Source): BlockOf {
  const parts = new Map<string, Float64Array>();
  const frugal = withFixedParts(expression, (part) => {
    const name = `part ${parts.size}`;
    parts.set(name, evaluated(compile(part, source), n));
    return name;
  });
  return compile(frugal, { ...source, column: (name) => parts.get(name) ?? source.column(name) });
}

function evaluated(value: BlockOf, n: number): Float64Array {
  const column = new Float64Array(n);
  for (let from = 0; from < n; from += BLOCK) {
    const size = Math.min(BLOCK, n - from);
    column.set(value({ from, n: size, rows: null }).subarray(0, size), from);
  }
  return column;
}
