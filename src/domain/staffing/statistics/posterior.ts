import betaln from '@stdlib/math-base-special-betaln';
import betaQuantile from '@stdlib/stats-base-dists-beta-quantile';
import type { Interval, Outcomes } from './outcomes';

/** The parameters of a Beta distribution of a success rate. */
export interface Beta {
  alpha: number;
  beta: number;
}

/** What is believed of a success rate after its outcomes, all rates having been as likely before. */
export function posterior({ ok, n }: Outcomes): Beta {
  return { alpha: 1 + ok, beta: 1 + n - ok };
}

/** The interval that holds the success rate with probability `level`, as much of the rest lying below as above it. */
export function betaInterval(outcomes: Outcomes, level = 0.95): Interval {
  const { alpha, beta } = posterior(outcomes);
  return { lower: betaQuantile((1 - level) / 2, alpha, beta), upper: betaQuantile((1 + level) / 2, alpha, beta) };
}

/**
 * P(B > A), exact, with flat priors. For whole parameters the double integral is a finite sum; it runs over A's failures, which
 * are fewer than its successes.
 */
export function chanceToWin(a: Outcomes, b: Outcomes): number {
  const [priorA, priorB] = [posterior(a), posterior(b)];
  const whole = betaln(priorB.beta, priorB.alpha);
  let chance = 0;
  for (let failures = 0; failures < priorA.beta; failures++) {
    const term = betaln(priorB.beta + failures, priorA.alpha + priorB.alpha) - betaln(1 + failures, priorA.alpha);
    chance += Math.exp(term - whole) / (priorA.alpha + failures);
  }
  return Math.min(chance, 1);
}

/** The density of a success rate's posterior as points for a chart, from where to where it is worth drawing. */
export function posteriorCurve(outcomes: Outcomes, points = 200): [rate: number, density: number][] {
  const { alpha, beta } = posterior(outcomes);
  const { lower, upper } = betaInterval(outcomes, 0.9998);
  return Array.from({ length: points }, (_, at) => {
    const rate = lower + ((upper - lower) * at) / (points - 1);
    return [rate, Math.exp((alpha - 1) * Math.log(rate) + (beta - 1) * Math.log1p(-rate) - betaln(alpha, beta))];
  });
}
