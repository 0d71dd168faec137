import type { Results, Sample } from './sample';
import type { ScoreName, Step } from './steps';

/** A worker's value in [0, 1] by what is known of its orders; its weight is up to the pipeline. */
export const scores: Record<ScoreName, (sample: Sample, params: Step['params']) => number> = {
  rating: (sample, params) => smoothedShare(sample.results, params),
  past_with_client: (sample, params) => smoothedShare(sample.withClient, params),
};

/**
 * The share of good results, drawn towards `prior` as by so many orders more: (ok + prior × prior_orders) ÷ (n + prior_orders). Somebody
 * of whom nothing is known gets the prior itself, and one failure weighs less the more is known.
 */
function smoothedShare({ ok, notOk }: Results, { prior, prior_orders }: Step['params']): number {
  const strength = Number(prior_orders);
  return (ok + Number(prior) * strength) / (ok + notOk + strength);
}
