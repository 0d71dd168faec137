import type { Scalar } from 'yaml';

import type { Span } from './problem';

/** A scalar in a file that was read: its text, its style and where it stands. */
export interface Placed {
  source?: string;
  type?: Scalar.Type;
  range: readonly [number, number, number];
}

const SPACE = /\s/;
/** Letters of an escape in double quotes that is longer than two characters. */
const ESCAPE_LENGTHS = new Map([
  ['x', 4],
  ['u', 6],
  ['U', 10],
]);

/**
 * Where a stretch of a scalar's text stands in the file, whatever its style. Quoting, folding and indentation change
 * nothing but white space and escapes, so every other character is met in the file in the same order.
 */
export function placesOf(source: string, scalar: Placed): (from: number, to: number) => Span {
  const text = scalar.source ?? '';
  const places: Span[] = [];
  let at = firstCharacter(source, scalar);
  for (const unit of text.split('')) {
    if (!SPACE.test(unit)) at = pastFolds(source, at, scalar.type);
    const end = at + widthAt(source, at, unit, scalar.type);
    places.push({ start: at, end });
    at = end;
  }
  const last = places[text.trimEnd().length - 1]?.end ?? at;
  return (from, to) => {
    const start = places[from]?.start ?? last;
    return { start, end: Math.max(start + 1, places[to - 1]?.end ?? last) };
  };
}

function firstCharacter(source: string, { range, type }: Placed): number {
  if (type === 'QUOTE_SINGLE' || type === 'QUOTE_DOUBLE') return range[0] + 1;
  return type === 'BLOCK_LITERAL' || type === 'BLOCK_FOLDED' ? source.indexOf('\n', range[0]) + 1 : range[0];
}

/** Skips white space, and in double quotes its escapes and the backslash that joins two lines. */
function pastFolds(source: string, from: number, type?: Scalar.Type): number {
  const fold = type === 'QUOTE_DOUBLE' ? /(?:\s|\\[ tnrvf_LP]|\\(?=\r?\n))*/y : /\s*/y;
  fold.lastIndex = from;
  return from + (fold.exec(source)?.[0].length ?? 0);
}

function widthAt(source: string, at: number, unit: string, type?: Scalar.Type): number {
  const [here = '', next = ''] = [source[at], source[at + 1]];
  if (type === 'QUOTE_DOUBLE' && here === '\\') return ESCAPE_LENGTHS.get(next) ?? 2;
  if (type === 'QUOTE_SINGLE' && here === "'") return 2;
  return here === unit || (SPACE.test(here) && SPACE.test(unit)) ? 1 : 0;
}
