import { createHash } from 'node:crypto';

import type { PickName } from './steps';

/** Somebody who may be picked, with its score. */
interface Scored {
  worker: string;
  score: number;
}

/**
 * Each worker's probability of being picked; together they are 1. `random`: all alike; `weighted`: in proportion to the scores, all alike where every
 * score is 0; `best`: only those with the highest score, alike among themselves.
 */
export function chances(pick: PickName, workers: readonly Scored[]): number[] {
  const shares = workers.map(sharesOf(pick, workers));
  const total = shares.reduce((sum, share) => sum + share, 0);
  return shares.map((share) => (total > 0 ? share / total : 1 / workers.length));
}

function sharesOf(pick: PickName, workers: readonly Scored[]): (one: Scored) => number {
  if (pick === 'random') return () => 1;
  if (pick === 'weighted') return ({ score }) => score;
  const highest = workers.reduce((most, { score }) => Math.max(most, score), -Infinity);
  return ({ score }) => (score === highest ? 1 : 0);
}

/** The place the seed falls on, by these probabilities; −1 where there is nobody. */
export function draw(seed: string, probabilities: readonly number[]): number {
  const able = probabilities.flatMap((probability, at) => (probability > 0 ? [at] : []));
  const point = pointOf(seed);
  // Where all are alike the place is counted, not summed up: no rounding, and what was drawn so before stays what it was.
  if (able.every((at) => probabilities[at] === probabilities[able[0] ?? 0])) return able[Math.floor(point * able.length)] ?? -1;
  let passed = 0;
  for (const at of able) {
    passed += probabilities[at] ?? 0;
    if (point < passed) return at;
  }
  return able.at(-1) ?? -1;
}

/** A point in [0, 1), evenly spread over the seeds. */
const pointOf = (seed: string): number => createHash('sha256').update(seed).digest().readUIntBE(0, 6) / 2 ** 48;

/** The seed of an order's match: eight hex digits that depend on nothing but the order and the attempt. */
export function seedOf(order: string, attempt: number): string {
  return createHash('sha256').update(`${order}\0${attempt}`).digest('hex').slice(0, 8);
}
