import { isRequired, type Field, type Hypothesis, type Input } from '../hypothesis';
import type { Value } from '../language/evaluate';

/** What is known of one candidate. */
export interface Known {
  /** The result that counts of a version of a test, and when it was completed (ms since the epoch); yes/no is 1 or 0. */
  result(test: string, version: number): { value: number; at: number } | undefined;
  /** What the cat declared of itself. */
  field(field: Field): string | number | null;
}

/** A candidate who is complete for a hypothesis. */
export interface CompleteCandidate {
  /** The latest of its required results, in ms since the epoch. */
  completedAt: number;
  /** By input, with what stands in for a missing value in its place. */
  inputs: Record<string, Value>;
}

/** What a hypothesis knows of a candidate when it is complete (S5), by the rules of a backtest; undefined where it is not, or where no test is required at all. */
export function inputsOf({ inputs }: Hypothesis, known: Known): CompleteCandidate | undefined {
  const found = inputs.map((input) => ({ input, ...read(input, known) }));
  const required = found.filter(({ input }) => isRequired(input));
  const completedAt = Math.max(...required.map(({ at }) => at));
  if (completedAt === -Infinity || required.some(({ value }) => value === undefined)) return undefined;
  const values = found.map(({ input, value }) => [input.name, value ?? standIn(input)] as const);
  return { completedAt, inputs: Object.fromEntries(values) };
}

function read({ from, type }: Input, known: Known): { value: Value | undefined; at: number } {
  if ('field' in from) return { value: declared(known.field(from.field)), at: -Infinity };
  const result = known.result(from.test, from.version);
  if (!result) return { value: undefined, at: -Infinity };
  return { value: type === 'yes_no' ? result.value === 1 : result.value, at: result.at };
}

const declared = (value: string | number | null): Value | undefined => (value === null || value === '' ? undefined : value);

const standIn = ({ missing }: Input): Value => (missing === 'incomplete' ? '' : missing.use);
