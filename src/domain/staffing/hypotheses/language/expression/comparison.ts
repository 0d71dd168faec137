import type { Interval } from './interval';
import { wordsOf, type Meaning, type Scope, type Stretch } from './scope';

/** How two values may be compared. */
export type Comparison = '==' | '!=' | '<' | '<=' | '>' | '>=';

/** A part of an expression with its meaning. */
export interface Part {
  at: Stretch;
  meaning: Meaning;
}

const MIRRORED = { '==': '==', '!=': '!=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const;

/** Warns where a number is compared with a constant that it can never cross, so that the answer is the same for every cat. */
export function checkThreshold(scope: Scope, whole: Stretch, operator: Comparison, left: Part, right: Part): void {
  const [constantLeft, constantRight] = [isConstant(left.meaning), isConstant(right.meaning)];
  if (constantLeft === constantRight) return;
  if (constantLeft) check(scope, whole, MIRRORED[operator], right, left);
  else check(scope, whole, operator, left, right);
}

/** Warns of each number of a list that can never be met. */
export function checkListed(scope: Scope, whole: Stretch, subject: Part, listed: readonly Part[]): void {
  if (subject.meaning.type === 'number' && !isConstant(subject.meaning)) for (const part of listed) checkReach(scope, whole, subject, part);
}

function check(scope: Scope, whole: Stretch, operator: Comparison, subject: Part, constant: Part): void {
  if (!checkReach(scope, whole, subject, constant)) return;
  const { low, high } = subject.meaning.range;
  const answer = alwaysAnswers(operator, subject.meaning.range, constant.meaning.range.low);
  if (answer === undefined) return;
  const code = answer ? 'threshold.always_yes' : 'threshold.always_no';
  scope.report(code, whole, { comparison: wordsOf(scope, whole), subject: nameOf(scope, subject), low, high });
}

/** Whether the constant is within reach. */
function checkReach(scope: Scope, whole: Stretch, subject: Part, constant: Part): boolean {
  const { low, high } = subject.meaning.range;
  const value = constant.meaning.range.low;
  if (value >= low && value <= high) return true;
  const [code, limit] = value > high ? (['threshold.above', high] as const) : (['threshold.below', low] as const);
  scope.report(code, constant.at, { value, comparison: wordsOf(scope, whole), subject: nameOf(scope, subject), limit });
  return false;
}

/** The one answer for every number of the range, where there is one; the threshold lies in the range. */
function alwaysAnswers(operator: Comparison, { low, high }: Interval, threshold: number): boolean | undefined {
  if (operator === '<=' && threshold === high) return true;
  if (operator === '>=' && threshold === low) return true;
  if (operator === '<' && threshold === low) return false;
  if (operator === '>' && threshold === high) return false;
  return undefined;
}

const nameOf = (scope: Scope, { at, meaning }: Part): string => meaning.origin ?? wordsOf(scope, at);

/** Also what is not written as a number but can be only one. */
const isConstant = ({ type, range }: Meaning): boolean => type === 'number' && range.low === range.high;
