import { createHash } from 'node:crypto';

import { ENGINE, type Clause, type Hypothesis, type Input, type Version } from '../hypothesis';

/** A hypothesis with the hash of its meaning. */
export const versionOf = (hypothesis: Hypothesis): Version => ({ hash: createHash('sha256').update(canonical(hypothesis)).digest('hex'), hypothesis });

/**
 * The meaning of a hypothesis as JSON: what decides, and what is predicted of it. Owner, claim, words, formatting and the
 * order in which things are listed change nothing about it.
 */
export function canonical(hypothesis: Hypothesis): string {
  const { inputs, requirements, characteristics, score, accept, vacancies, predicts } = hypothesis;
  const meaning = {
    engine: ENGINE,
    inputs: inputs.map(({ name, from, missing }: Input) => ({ name, from, missing })).sort(by(({ name }) => name)),
    requirements: requirements.map(({ id, when }: Clause) => ({ id, when })).sort(by(({ id }) => id)),
    characteristics: characteristics.map(({ id, kind, when }) => ({ id, kind, when })).sort(by(({ id }) => id)),
    score: score.value,
    accept,
    vacancies: [...new Set(vacancies)].sort(),
    predicts,
  };
  return canonicalJson(meaning);
}

/** JSON without spaces whose keys are sorted, so that equal meanings are equal texts; -0 is 0. */
export const canonicalJson = (value: unknown): string => JSON.stringify(value, (_key, part: unknown) => (isPlain(part) ? sorted(part) : part));

const isPlain = (part: unknown): part is object => typeof part === 'object' && part !== null && !Array.isArray(part);

const sorted = (part: object): object => Object.fromEntries(Object.entries(part).sort(by(([key]) => key)));

/** Sorts by code units, which no language setting changes. */
function by<T>(key: (item: T) => string): (one: T, other: T) => number {
  return (one, other) => (key(one) < key(other) ? -1 : Number(key(one) > key(other)));
}
