import type { ASTNode } from '@marcbachmann/cel-js';

import type { BinaryOperator, Expression } from '../../hypothesis';
import { isHarmless } from '../printable';
import { bounded, functionNamed, lowerName, lowerPercentile, lowerPick, refuse, signAfter, typed, yesNo } from './calls';
import { checkListed, checkThreshold, type Comparison } from './comparison';
import { combined, eitherOf, exactly, holds, negated } from './interval';
import { parseExpression } from './parse';
import { NOWHERE, wordsOf, type Meaning, type Scope, type Stretch, type ValueType } from './scope';

type Node<T extends ASTNode['op']> = Extract<ASTNode, { op: T }>;
type Arithmetic = '+' | '-' | '*' | '/';

/** The meaning of an expression of the wanted type; undefined, and reported, where it has none. */
export function readExpression(scope: Scope, wanted: ValueType): Expression | undefined {
  const root = parseExpression(scope.text, (code, start, end, params) => scope.report(code, { start, end }, params));
  return root && lowerAs(scope, root, wanted)?.expression;
}

function lowerAs(scope: Scope, node: ASTNode, wanted: ValueType): Meaning | undefined {
  const meaning = lower(scope, node);
  return meaning && typed(scope, meaning, wanted, node);
}

/** Every kind of CEL's syntax is named here, so that what is not allowed is a decision, not an oversight. */
function lower(scope: Scope, node: ASTNode): Meaning | undefined {
  switch (node.op) {
    case 'value':
      return lowerConstant(scope, node);
    case 'id':
      return lowerName(scope, node.args, node);
    case '!_':
      return lowerNot(scope, node);
    case '-_':
      return lowerNegation(scope, node);
    case '&&':
    case '||':
      return lowerLogic(scope, node);
    case '==':
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=':
      return lowerComparison(scope, node);
    case '+':
    case '-':
    case '*':
    case '/':
      return lowerArithmetic(scope, node);
    case '?:':
      return lowerChoice(scope, node);
    case 'in':
      return lowerMembership(scope, node);
    case 'call':
      return lowerCall(scope, node);
    case '%':
      return refuse(scope, '%', signAfter(scope, node.args[0], '%'));
    case 'rcall':
      return refuse(scope, `.${node.args[0]}()`, signAfter(scope, node.args[1], node.args[0]));
    case '.':
    case '.?':
      return refuse(scope, `.${node.args[1]}`, signAfter(scope, node.args[0], node.args[1]));
    case '[]':
    case '[?]':
      return refuse(scope, '[...]', signAfter(scope, node.args[0], '['));
    case 'list':
      return void scope.report('in.list', node);
    case 'map':
      return refuse(scope, '{...}', node);
  }
}

function lowerConstant(scope: Scope, node: Node<'value'>): Meaning | undefined {
  const { args } = node;
  if (typeof args === 'boolean') return yesNo({ op: 'yes_no', value: args });
  if (typeof args === 'string') return lowerText(scope, args, node);
  if (typeof args !== 'number' && typeof args !== 'bigint') return refuse(scope, wordsOf(scope, node), node);
  return bounded(scope, number(Number(args)), node);
}

function lowerText(scope: Scope, value: string, at: Stretch): Meaning | undefined {
  if (isHarmless(value)) return { expression: { op: 'text', value }, type: 'text', range: NOWHERE };
  return void scope.report('text.character', at, { name: wordsOf(scope, at) });
}

const number = (value: number): Meaning => ({ expression: { op: 'number', value }, type: 'number', range: exactly(value) });

function lowerNot(scope: Scope, node: Node<'!_'>): Meaning | undefined {
  const meaning = lowerAs(scope, node.args, 'yes_no');
  return meaning && yesNo({ op: '!', args: [meaning.expression] });
}

function lowerNegation(scope: Scope, node: Node<'-_'>): Meaning | undefined {
  const meaning = lowerAs(scope, node.args, 'number');
  if (!meaning) return undefined;
  const { expression, range } = meaning;
  // A negative constant is a constant, and -0 is written 0.
  if (expression.op === 'number') return number(0 - expression.value);
  return { expression: { op: 'negate', args: [expression] }, type: 'number', range: negated(range) };
}

function lowerLogic(scope: Scope, node: Node<'&&' | '||'>): Meaning | undefined {
  const [left, right] = [lowerAs(scope, node.args[0], 'yes_no'), lowerAs(scope, node.args[1], 'yes_no')];
  return left && right && yesNo(binary(node.op, left, right));
}

function lowerComparison(scope: Scope, node: Node<Comparison>): Meaning | undefined {
  const [one, other] = node.args;
  const [left, right] = node.op === '==' || node.op === '!=' ? lowerAlike(scope, one, other) : lowerNumbers(scope, one, other);
  if (!left || !right) return undefined;
  checkThreshold(scope, node, node.op, { at: one, meaning: left }, { at: other, meaning: right });
  return yesNo(binary(node.op, left, right));
}

type Pair = [Meaning | undefined, Meaning | undefined];

const lowerNumbers = (scope: Scope, one: ASTNode, other: ASTNode): Pair => [lowerAs(scope, one, 'number'), lowerAs(scope, other, 'number')];

/** Two of the same type, whichever that is; where the first has no meaning, nobody knows what the second should be. */
function lowerAlike(scope: Scope, one: ASTNode, other: ASTNode): Pair {
  const first = lower(scope, one);
  return [first, first ? lowerAs(scope, other, first.type) : lower(scope, other)];
}

function lowerArithmetic(scope: Scope, node: Node<Arithmetic>): Meaning | undefined {
  const [left, right] = lowerNumbers(scope, ...node.args);
  if (!left || !right) return undefined;
  if (node.op === '/' && holds(right.range, 0)) return void scope.report('expression.zero_divisor', node.args[1], { divisor: wordsOf(scope, node.args[1]) });
  return bounded(scope, { expression: binary(node.op, left, right), type: 'number', range: combined(node.op, left.range, right.range) }, node);
}

const binary = (op: BinaryOperator, left: Meaning, right: Meaning): Expression => ({ op, args: [left.expression, right.expression] });

function lowerChoice(scope: Scope, node: Node<'?:'>): Meaning | undefined {
  const condition = lowerAs(scope, node.args[0], 'yes_no');
  const [then, otherwise] = lowerAlike(scope, node.args[1], node.args[2]);
  if (!condition || !then || !otherwise) return undefined;
  const args = [condition.expression, then.expression, otherwise.expression] as const;
  return { expression: { op: '?:', args }, type: then.type, range: eitherOf(then.range, otherwise.range) };
}

function lowerMembership(scope: Scope, node: Node<'in'>): Meaning | undefined {
  const subject = lower(scope, node.args[0]);
  const list = node.args[1];
  if (list.op !== 'list' || list.args.length === 0) return void scope.report('in.list', list);
  const listed = subject && list.args.map((item) => lowerListed(scope, item, subject.type));
  const meanings = listed?.filter((meaning) => meaning !== undefined) ?? [];
  if (!subject || meanings.length < list.args.length) return undefined;
  const parts = list.args.map((at, index) => ({ at, meaning: meanings[index] ?? subject }));
  checkListed(scope, node, { at: node.args[0], meaning: subject }, parts);
  return yesNo({ op: 'in', args: [subject, ...meanings].map(({ expression }) => expression) });
}

function lowerListed(scope: Scope, item: ASTNode, wanted: ValueType): Meaning | undefined {
  const constant = item.op === 'value' || (item.op === '-_' && item.args.op === 'value');
  return constant ? lowerAs(scope, item, wanted) : void scope.report('in.constant', item, { found: wordsOf(scope, item) });
}

function lowerCall(scope: Scope, node: Node<'call'>): Meaning | undefined {
  const name = functionNamed(scope, node.args[0], node);
  const args = node.args[1];
  if (name === undefined) return undefined;
  if (name === 'pct' || name === 'pct_within') return lowerPercentile(scope, name, args, node);
  const meanings = args.map((arg) => lowerAs(scope, arg, 'number')).filter((meaning) => meaning !== undefined);
  return meanings.length < args.length ? undefined : lowerPick(scope, name, meanings, node);
}
