import { readFileSync } from 'node:fs';

import { type Problem, readHypothesis, type TestFacts } from '../../../../src/domain/staffing/hypotheses/language';

/** A small catalogue; `swim` has a newer version. */
const TESTS: readonly TestFacts[] = [
  { key: 'reaction_time', version: 1, type: 'number', min: 0, max: 1000, unit: 'ms' },
  { key: 'reaction_time', version: 2, type: 'number', min: 0, max: 2000, unit: 'ms' },
  { key: 'jump', version: 1, type: 'number', min: 0, max: 300, unit: 'cm' },
  { key: 'stalking', version: 1, type: 'points', min: 0, max: 100, unit: null },
  { key: 'puzzle', version: 1, type: 'choice', min: -10, max: 10, unit: null },
  { key: 'vaccinated', version: 1, type: 'pass_fail', min: 0, max: 1, unit: null },
  { key: 'swim', version: 1, type: 'number', min: 1, max: 50, unit: 'm' },
  { key: 'swim', version: 2, type: 'number', min: 1, max: 60, unit: 'm' },
];

/** The worked example of docs/hypotheses.md. */
export const EXAMPLE = readFileSync('docs/examples/quick-jumper.yaml', 'utf8');

/** Reads a file against the small catalogue in a company that accepts 3 % at most. */
export const read = (source: string) => readHypothesis(source, TESTS, { topBasisPoints: 300 });

/** The example with a piece of it replaced; the piece must be there. */
export function edited(from: string, to: string, source = EXAMPLE): string {
  if (!source.includes(from)) throw new Error(`the example has no ${from}`);
  return source.replace(from, () => to);
}

/** The version of a file that has no error. */
export function versionIn(source: string) {
  const { version, problems } = read(source);
  if (!version) throw new Error(problems.map(summary).join('\n'));
  return version;
}

/** The example with another requirement `fast`; expressions with quotes are up to the caller. */
export const withFast = (when: string): string => edited('"reaction_ms < 250"', when);

/** A problem's place and code on one line. */
export const summary = ({ line, column, length, severity, code }: Problem): string => `${line}:${column}+${length} ${severity} ${code}`;
