import type { Step } from '../engine/steps';
import { stepWords } from './write-pipeline';

/** A step of one of two versions, or of both. */
export interface StepDifference {
  sign: ' ' | '-' | '+';
  words: string;
}

/** Two lists of steps side by side, as short as can be: what stays, what goes and what comes, in the order of the steps. */
export function stepDifferences(before: readonly Step[], after: readonly Step[]): StepDifference[] {
  const [a, b] = [before.map(stepWords), after.map(stepWords)];
  const common = commonLengths(a, b);
  const found: StepDifference[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && a[i] === b[j]) {
      found.push({ sign: ' ', words: a[i] ?? '' });
      [i, j] = [i + 1, j + 1];
    } else if (i < a.length && (j === b.length || at(common, i + 1, j) >= at(common, i, j + 1))) found.push({ sign: '-', words: a[i++] ?? '' });
    else found.push({ sign: '+', words: b[j++] ?? '' });
  }
  return found;
}

/** How many steps the ends of both lists have in common, from each place on. */
function commonLengths(a: readonly string[], b: readonly string[]): number[][] {
  const common = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const row = common[i];
      if (row) row[j] = a[i] === b[j] ? 1 + at(common, i + 1, j + 1) : Math.max(at(common, i + 1, j), at(common, i, j + 1));
    }
  }
  return common;
}

const at = (table: readonly (readonly number[])[], i: number, j: number): number => table[i]?.[j] ?? 0;
