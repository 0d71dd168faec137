import type { ASTNode } from '@marcbachmann/cel-js';

import { nearest } from '../../../../shared/nearest';
import { FUNCTIONS } from '../names';
import { shortened } from '../shape';
import { isBounded, LARGEST, picked, type Interval } from './interval';
import { ALLOWED } from './parse';
import { NOWHERE, wordsOf, type Meaning, type Scope, type Stretch, type ValueType } from './scope';

/** The percentiles, whose arguments are names of inputs and nothing else. */
export type Percentile = 'pct' | 'pct_within';

/** What the arguments of each percentile must be. */
const PERCENTILES = { pct: ['number'], pct_within: ['number', 'text'] } as const satisfies Record<Percentile, readonly ValueType[]>;

const PERCENT: Interval = { low: 0, high: 100 };

/** The function that is called; undefined, and reported, where there is none of that name. */
export function functionNamed(scope: Scope, name: string, at: Stretch): (typeof FUNCTIONS)[number] | undefined {
  const known = FUNCTIONS.find((one) => one === name);
  if (known !== undefined) return known;
  const place = { start: at.start, end: at.start + name.length };
  const near = nearest(name, FUNCTIONS);
  if (near === undefined) scope.report('function.unknown', place, { name: shortened(name), allowed: FUNCTIONS.join(', ') });
  else scope.report('function.unknown_near', place, { name: shortened(name), nearest: near });
  return undefined;
}

/** The meaning of an input's name. */
export function lowerName(scope: Scope, name: string, at: Stretch): Meaning | undefined {
  if (!scope.inputs) return undefined;
  const known = scope.inputs.get(name);
  scope.use(name);
  if (known) return { expression: { op: 'input', name }, type: known.input.type, range: known.range, origin: known.origin };
  if (known === undefined) reportUnknown(scope, name, [...scope.inputs.keys()], at);
  return undefined;
}

function reportUnknown(scope: Scope, name: string, inputs: readonly string[], at: Stretch): void {
  const near = nearest(name, inputs);
  if (FUNCTIONS.some((one) => one === name)) scope.report('function.named', at, { name });
  else if (near === undefined) scope.report('input.unknown', at, { name: shortened(name), options: shortened(inputs.join(', ')) });
  else scope.report('input.unknown_near', at, { name: shortened(name), nearest: near });
}

/** The meaning of `pct(x)` or `pct_within(x, group)`. */
export function lowerPercentile(scope: Scope, name: Percentile, args: readonly ASTNode[], whole: Stretch): Meaning | undefined {
  const wanted = PERCENTILES[name];
  if (args.length !== wanted.length) return void scope.report('function.arguments', whole, { name, wanted: String(wanted.length), given: args.length });
  const names = wanted.map((type, index) => plainInput(scope, name, type, args[index]));
  const [input, group] = names;
  if (names.includes(undefined) || input === undefined) return undefined;
  const expression = group === undefined ? ({ op: 'pct', input } as const) : ({ op: 'pct_within', input, group } as const);
  return { expression, type: 'number', range: PERCENT };
}

function plainInput(scope: Scope, name: Percentile, wanted: ValueType, node: ASTNode | undefined): string | undefined {
  if (node?.op !== 'id') return node && void scope.report('function.plain_input', node, { name, found: wordsOf(scope, node) });
  const meaning = lowerName(scope, node.args, node);
  return meaning && typed(scope, meaning, wanted, node) ? node.args : undefined;
}

/** The meaning of `min`, `max` or `abs` of numbers. */
export function lowerPick(scope: Scope, name: 'min' | 'max' | 'abs', args: readonly Meaning[], whole: Stretch): Meaning | undefined {
  const wanted = name === 'abs' ? '1' : '1+';
  if (name === 'abs' ? args.length !== 1 : args.length < 1) return void scope.report('function.arguments', whole, { name, wanted, given: args.length });
  const range = picked(name, args.map((arg) => arg.range));
  return { expression: { op: name, args: args.map(({ expression }) => expression) }, type: 'number', range };
}

/** The meaning, where it is of the wanted type; reported where it is not. */
export function typed(scope: Scope, meaning: Meaning, wanted: ValueType, at: Stretch): Meaning | undefined {
  const { type } = meaning;
  if (type === wanted) return meaning;
  const words = wordsOf(scope, at);
  if (type === 'number') scope.report(wanted === 'text' ? 'type.number_for_text' : 'type.number_for_yes_no', at, { words });
  else if (type === 'text') scope.report(wanted === 'number' ? 'type.text_for_number' : 'type.text_for_yes_no', at, { words });
  else scope.report(wanted === 'number' ? 'type.yes_no_for_number' : 'type.yes_no_for_text', at, { words });
  return undefined;
}

/** The meaning, where every value of it can be computed with. */
export function bounded(scope: Scope, meaning: Meaning, at: Stretch): Meaning | undefined {
  if (meaning.type !== 'number' || isBounded(meaning.range)) return meaning;
  return void scope.report('expression.too_large', at, { words: wordsOf(scope, at), limit: LARGEST });
}

/** Says that something of CEL is not part of the language. */
export function refuse(scope: Scope, found: string, at: Stretch): undefined {
  scope.report('expression.not_allowed', at, { found: shortened(found), allowed: ALLOWED });
}

/** Where a sign stands that follows an operand: the parser tells only where the operand begins. */
export function signAfter(scope: Scope, { end }: Stretch, sign: string): Stretch {
  const start = scope.text.indexOf(sign, end);
  return { start, end: start + sign.length };
}

/** A yes/no. */
export const yesNo = (expression: Meaning['expression']): Meaning => ({ expression, type: 'yes_no', range: NOWHERE });
