import { assemble, encodeCohort, encodeResults, type Application, type Result } from '../../../../src/domain/staffing/hypotheses/engine/chunks';
import type { History } from '../../../../src/domain/staffing/hypotheses/engine/history';
import type { Clause, Cut, Expression, Hypothesis, Input } from '../../../../src/domain/staffing/hypotheses/hypothesis';

/** A candidate of the past as a test tells of it: results by test and version. */
export interface PastCandidate extends Application {
  results: Record<string, Result | undefined>;
}

export const number = (value: number): Expression => ({ op: 'number', value });
export const text = (value: string): Expression => ({ op: 'text', value });
export const input = (name: string): Expression => ({ op: 'input', name });
export const pct = (name: string): Expression => ({ op: 'pct', input: name });
export const pctWithin = (name: string, group: string): Expression => ({ op: 'pct_within', input: name, group });

/** Two expressions with an operator between them. */
export const both = (left: Expression, op: '&&' | '==' | '<' | '>=' | '+' | '-' | '*' | '/', right: Expression): Expression => ({ op, args: [left, right] });

export const clause = (id: string, when: Expression): Clause => ({ id, text: id, when });

const required = (name: string, test: string, version: number): Input => ({ name, from: { test, version }, type: 'number', missing: 'incomplete' });

/** The inputs of the hypothesis that hypotheses.md begins with. */
export const QUICK_JUMPER_INPUTS: Input[] = [
  required('reaction_ms', 'reaction_time', 2),
  required('jump', 'jump', 1),
  { name: 'stalk', from: { test: 'stalking', version: 1 }, type: 'number', missing: { use: 50 } },
  { name: 'breed', from: { field: 'breed' }, type: 'text', missing: { use: '' } },
];

/** That hypothesis, changed as a test needs it. */
export function quickJumper(changes: Partial<Omit<Hypothesis, 'accept'>> & { accept?: Partial<Cut> } = {}): Hypothesis {
  const score = both(both(both(number(0.6), '*', pct('jump')), '+', both(number(0.4), '*', input('stalk'))), '-', both(number(0.05), '*', input('reaction_ms')));
  return {
    id: 'quick-jumper',
    owner: 'm.whiskers',
    claim: 'Cats under 250 ms and top 3 % jump for their breed fail fewer orders.',
    predicts: { metric: 'order_success', direction: 'increase', smallestEffect: 0.08 },
    vacancies: ['*'],
    inputs: QUICK_JUMPER_INPUTS,
    requirements: [clause('fast', both(input('reaction_ms'), '<', number(250))), clause('jumper', both(pctWithin('jump', 'breed'), '>=', number(97)))],
    characteristics: [],
    score: { text: 'score', value: score },
    ...changes,
    accept: { topBasisPoints: 300, windowDays: 30, maxDays: 90, minCandidates: 1000, mode: 'online', ...changes.accept },
  };
}

/** A history of these candidates, so many to each day of application, through the bytes of its chunks. */
export function historyOf(candidates: readonly PastCandidate[], perDay = 50): History {
  const tests = [...new Set(candidates.flatMap(({ results }) => Object.keys(results)))];
  const days = Array.from({ length: Math.ceil(candidates.length / perDay) }, (_, day) => candidates.slice(day * perDay, (day + 1) * perDay));
  const chunks = days.map((cohort) => ({
    cohort: encodeCohort(cohort),
    results: new Map(tests.map((test) => [test, encodeResults(cohort.map(({ results }) => results[test] ?? null))])),
  }));
  return assemble(chunks, tests);
}

/** Numbers in [0, 1) that are the same in every run: mulberry32. */
export function diceOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
