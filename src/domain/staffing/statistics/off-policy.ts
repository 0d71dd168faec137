import { SUPPORT_MINIMUM } from './limits';
import type { Interval } from './outcomes';
import { betaInterval } from './posterior';

/** One choice among several by stored probabilities, and those of another policy for the same choice. */
interface TwoPolicies {
  /** What was chosen; null where nothing was. */
  picked: string | null;
  logged: Readonly<Record<string, number>>;
  target: Readonly<Record<string, number>>;
}

/** What an estimate needs of one choice by two policies: four numbers, however many could have been chosen. */
export interface Overlap {
  /** The probability of what was chosen, as it was; 0 where nothing was. */
  logged: number;
  /** The probability of the same under the other policy. */
  target: number;
  /** The other policy's probability on what could have been chosen at all, and on everything. */
  common: number;
  all: number;
}

/** A choice by two policies, and whether it went well; null where that is not known. */
export interface KnownChoice extends Overlap {
  ok: boolean | null;
}

/** An estimate of another policy's success rate, or why there is none. */
export interface OffPolicy {
  /** Choices with a known end. */
  n: number;
  /** The share of the other policy's choices that the logged one could have made at all. */
  support: number;
  /** As many plain outcomes would say as much as these weighted ones. */
  effective: number;
  /** What there is too little of for an estimate. */
  lacks: ('support' | 'outcomes')[];
  /** null where anything is lacking. */
  rate: number | null;
  interval: Interval | null;
}

/** Fewer effective outcomes than this make no estimate. */
const EFFECTIVE_MINIMUM = 30;

/** Holds two policies against each other over one choice. */
export function overlapOf({ picked, logged, target }: TwoPolicies): Overlap {
  const chances = Object.entries(target);
  return {
    logged: picked === null ? 0 : (logged[picked] ?? 0),
    target: picked === null ? 0 : (target[picked] ?? 0),
    common: chances.reduce((sum, [one, probability]) => sum + ((logged[one] ?? 0) > 0 ? probability : 0), 0),
    all: chances.reduce((sum, [, probability]) => sum + probability, 0),
  };
}

/**
 * The success rate that another policy would have had, from what the logged policy did, by self-normalised inverse propensity: each known outcome counts
 * w = target(picked) ÷ logged(picked), the rate is Σw·ok ÷ Σw. Choices were really made with the logged probabilities, so what is rarer there than it would be
 * here counts more, and nobody's guess of the success of other workers is needed.
 *
 * It is honest only where the logged policy could have done what the other would. `support` is the share of the other policy's
 * probability, over the choices with a known end, that lies on those with a logged probability above zero; below 80 % there is no estimate. The effective sample size is (Σw)² ÷ Σw² (Kish); below 30 there is
 * none either. The interval is that of a success rate after so many plain outcomes, all rates having been as likely before: it is never of no width, and says
 * nothing of outcomes that are missing because somebody took the order from the worker. Assumes that an outcome depends on the order and its own worker only.
 */
export function offPolicy(choices: readonly KnownChoice[]): OffPolicy {
  const known = choices.flatMap(({ logged, target, common, all, ok }) => (ok === null || logged <= 0 ? [] : [{ weight: target / logged, common, all, ok }]));
  const sum = (of: (one: (typeof known)[number]) => number) => known.reduce((total, one) => total + of(one), 0);
  const [weights, squares] = [sum(({ weight }) => weight), sum(({ weight }) => weight ** 2)];
  const effective = squares === 0 ? 0 : weights ** 2 / squares;
  const all = sum((one) => one.all);
  const support = all === 0 ? 0 : sum(({ common }) => common) / all;
  const lacks: OffPolicy['lacks'] = [...(support < SUPPORT_MINIMUM ? ['support' as const] : []), ...(effective < EFFECTIVE_MINIMUM ? ['outcomes' as const] : [])];
  if (lacks.length > 0) return { n: known.length, support, effective, lacks, rate: null, interval: null };
  const rate = sum(({ weight, ok }) => (ok ? weight : 0)) / weights;
  return { n: known.length, support, effective, lacks, rate, interval: betaInterval({ ok: rate * effective, n: effective }) };
}
