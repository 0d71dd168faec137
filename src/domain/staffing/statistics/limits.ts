import type { Beta } from './posterior';

/** A sample-ratio check below this p blocks every conclusion. */
export const SAMPLE_RATIO_LIMIT = 0.001;

/** Support below this share of a selection leaves no success estimate. */
export const SUPPORT_MINIMUM = 0.8;

/** Chance-to-win is not shown while an arm has fewer known outcomes: flat priors would still speak louder than the data. */
export const CHANCE_TO_WIN_MINIMUM = 30;

/** What the e-process expects of either arm before the first outcome: eight successes in ten. */
export const E_PRIOR: Beta = { alpha: 8, beta: 2 };

/** The E at which a trial has its verdict: 1/alpha, times the trials that run in parallel (20 for one at 5 %). */
export function verdictThreshold(parallelTrials: number, alpha = 0.05): number {
  return parallelTrials / alpha;
}
