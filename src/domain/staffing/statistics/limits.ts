import type { Beta } from './posterior';

/** A sample-ratio check below this p blocks every conclusion. */
export const SAMPLE_RATIO_LIMIT = 0.001;

/**
 * A guardrail ends a trial, or rolls a version back, below this p. Stricter than the limit that blocks a verdict, which is looked at once in a
 * while and undone by the next look: guardrails look every five minutes for months, and what they end stays ended.
 */
export const WITHDRAWAL_LIMIT = 1e-6;

/** A sample-ratio mismatch withdraws nothing while fewer are expected in an arm: the chi-square distribution is no approximation then. */
export const EXPECTED_MINIMUM = 5;

/** Completion withdraws nothing while fewer batteries have come to an end in an arm. */
export const ENDED_MINIMUM = 30;

/** The share that history or shadow accepted says nothing while fewer were screened: of 300, a cut of 3 % takes none by chance once in ten thousand. */
export const SHARE_MINIMUM = 300;

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
