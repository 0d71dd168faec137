import { allow } from '../../../users';
import { samePipeline } from '../../errors';
import { betaInterval, offPolicy, type Interval, type OffPolicy } from '../../statistics';
import type { StaffingWork } from '../../work';
import { findPipeline } from './find-pipeline';

/** How a version spreads orders over workers. */
export interface Spread {
  matched: number;
  unmatched: number;
  /** Workers who got any. */
  workers: number;
  /** Orders of the worker with most. */
  most: number;
}

/** Two versions on the same orders. */
export interface PipelineComparison {
  /** The one that decided. */
  active: string;
  /** The one that ran beside it. */
  shadow: string;
  orders: number;
  /** Orders for which both picked somebody, and those of them for which that was the same worker. */
  both: number;
  same: number;
  spread: { active: Spread; shadow: Spread };
  /** Success of the workers that were picked, of orders with a known end; null where there is none. */
  success: { ok: number; n: number; interval: Interval } | null;
  /** What it would have been under the other version. */
  estimate: OffPolicy;
}

/**
 * Holds two versions against each other over the orders for which both were run (see `offPolicy` for what is said of the success rate). Whichever of them decided
 * is the active one; where each did at some time, the one with more such orders.
 */
export async function comparePipelines(w: StaffingWork, input: { a: string; b: string }): Promise<PipelineComparison> {
  allow(w, 'compare-pipelines');
  const [a, b] = [(await findPipeline(w, input.a)).version, (await findPipeline(w, input.b)).version];
  if (a === b) throw samePipeline(a);
  const [there, back] = [await w.staffing.matchedTwice(a, b), await w.staffing.matchedTwice(b, a)];
  const [active, shadow, matches] = back.length > there.length ? [b, a, back] : [a, b, there];
  const known = matches.flatMap(({ ok }) => ok ?? []);
  const both = matches.filter((match) => match.active.picked !== null && match.shadow.picked !== null);
  const counts = { ok: known.filter(Boolean).length, n: known.length };
  return {
    active,
    shadow,
    orders: matches.length,
    both: both.length,
    same: both.filter((match) => match.active.picked === match.shadow.picked).length,
    spread: { active: spreadOf(matches.map((match) => match.active.picked)), shadow: spreadOf(matches.map((match) => match.shadow.picked)) },
    success: counts.n === 0 ? null : { ...counts, interval: betaInterval(counts) },
    estimate: offPolicy(matches.map(({ overlap, ok }) => ({ ...overlap, ok }))),
  };
}

function spreadOf(picks: readonly (string | null)[]): Spread {
  const orders = new Map<string, number>();
  for (const worker of picks) if (worker !== null) orders.set(worker, (orders.get(worker) ?? 0) + 1);
  const matched = picks.filter((worker) => worker !== null).length;
  return { matched, unmatched: picks.length - matched, workers: orders.size, most: Math.max(0, ...orders.values()) };
}
