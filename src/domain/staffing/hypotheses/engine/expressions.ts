import type { Expression, Hypothesis } from '../hypothesis';

/** An expression without parts: a constant, an input or a percentile. */
type Leaf = Exclude<Expression, { args: unknown }>;

/** The leaves of an expression, from left to right. */
function leavesOf(expression: Expression): Leaf[] {
  return 'args' in expression ? expression.args.flatMap(leavesOf) : [expression];
}

/** Whether an expression has the same value in any reference population. */
export function isFixed(expression: Expression): boolean {
  return leavesOf(expression).every(({ op }) => op !== 'pct' && op !== 'pct_within');
}

/** The same expression with an input in the place of each fixed part; `nameOf` gives the input that holds that part's value. */
export function withFixedParts(expression: Expression, nameOf: (part: Expression) => string): Expression {
  if (!('args' in expression)) return expression;
  if (isFixed(expression)) return { op: 'input', name: nameOf(expression) };
  return { ...expression, args: expression.args.map((arg) => withFixedParts(arg, nameOf)) } as Expression;
}

/** The texts that a hypothesis compares with. */
export function textsIn({ requirements, score }: Hypothesis): string[] {
  const expressions = [...requirements.map(({ when }) => when), score.value];
  return expressions.flatMap(leavesOf).flatMap((leaf) => (leaf.op === 'text' ? [leaf.value] : []));
}
