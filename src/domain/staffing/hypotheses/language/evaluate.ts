import type { BinaryOperator, Expression } from '../hypothesis';

/** What an expression comes to. */
export type Value = number | string | boolean;

/** Where the values of one cat are looked up; missing ones have been replaced by what the file says. */
export interface Lookup {
  input(name: string): Value;
  /** Percentile of an input in the reference population, 0 to 100. */
  pct(input: string): number;
  /** The same within the cat's group. */
  pctWithin(input: string, group: string): number;
}

/** An operator between two expressions. */
type Combination = Extract<Expression, { op: BinaryOperator }>;

/**
 * What an expression comes to for one cat: the meaning of engine mcf-expr/1. Numbers are IEEE doubles, computed in the order
 * as written and never rearranged; && and || and ?: compute only what they need. `min` and `max` hold -0 to be less than 0
 * and go from left to right; everywhere else the two are equal. Never throws for an expression that was read from a file.
 */
export function evaluate(expression: Expression, lookup: Lookup): Value {
  switch (expression.op) {
    case 'number':
    case 'text':
    case 'yes_no':
      return expression.value;
    case 'input':
      return lookup.input(expression.name);
    case 'pct':
      return lookup.pct(expression.input);
    case 'pct_within':
      return lookup.pctWithin(expression.input, expression.group);
    case '!':
      return evaluate(expression.args[0], lookup) !== true;
    case 'negate':
      return -numberOf(expression.args[0], lookup);
    case '?:':
      return evaluate(expression.args[0], lookup) === true ? evaluate(expression.args[1], lookup) : evaluate(expression.args[2], lookup);
    case 'in':
      return isAmong(expression.args, lookup);
    case 'min':
      return Math.min(...numbersOf(expression.args, lookup));
    case 'max':
      return Math.max(...numbersOf(expression.args, lookup));
    case 'abs':
      return Math.abs(numbersOf(expression.args, lookup)[0] ?? NaN);
    default:
      return combine(expression, lookup);
  }
}

function combine({ op, args }: Combination, lookup: Lookup): Value {
  switch (op) {
    case '&&':
      return evaluate(args[0], lookup) === true && evaluate(args[1], lookup) === true;
    case '||':
      return evaluate(args[0], lookup) === true || evaluate(args[1], lookup) === true;
    case '==':
      return evaluate(args[0], lookup) === evaluate(args[1], lookup);
    case '!=':
      return evaluate(args[0], lookup) !== evaluate(args[1], lookup);
    default:
      return calculate(op, numberOf(args[0], lookup), numberOf(args[1], lookup));
  }
}

function calculate(op: Exclude<BinaryOperator, '&&' | '||' | '==' | '!='>, left: number, right: number): Value {
  switch (op) {
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
  }
}

function isAmong([subject, ...listed]: readonly Expression[], lookup: Lookup): boolean {
  const value = subject && evaluate(subject, lookup);
  return listed.some((constant) => evaluate(constant, lookup) === value);
}

/** Types were checked when the file was read. */
const numberOf = (expression: Expression, lookup: Lookup): number => evaluate(expression, lookup) as number;

const numbersOf = (expressions: readonly Expression[], lookup: Lookup): number[] => expressions.map((expression) => numberOf(expression, lookup));
