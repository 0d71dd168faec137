import type { Report } from './problem';
import { shortened, type Slot } from './shape';

const NAME = /^[a-z][a-z0-9_]*$/;
const LONGEST_NAME = 40;

/** The functions that expressions may call. */
export const FUNCTIONS = ['min', 'max', 'abs', 'pct', 'pct_within'] as const;

/** Words that mean something to CEL, to expressions or to JavaScript; names must not be mistaken for them. */
const RESERVED = new Set<string>([
  ...FUNCTIONS,
  ...['true', 'false', 'null', 'in', 'as', 'break', 'const', 'continue', 'else', 'for', 'function', 'if', 'import', 'let', 'loop', 'package'],
  ...['namespace', 'return', 'var', 'void', 'while', 'prototype', 'constructor'],
]);

/** A name of an input, requirement or characteristic as expressions can hold it; undefined, and reported, where it is none. */
export function readName(report: Report, { name, at }: Slot): string | undefined {
  if (!NAME.test(name) || name.length > LONGEST_NAME) return void report('name.bad', at, { name: shortened(name), most: LONGEST_NAME });
  if (RESERVED.has(name)) return void report('name.reserved', at, { name });
  return name;
}
