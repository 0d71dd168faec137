import { rateOf, type Interval, type Outcomes } from './outcomes';
import { normalQuantile } from './quantile';

/** The difference of two success rates, a − b, with Newcombe's interval (his method 10, from two Wilson scores). NaN where an arm is empty. */
export function newcombe(a: Outcomes, b: Outcomes, level = 0.95): Interval & { difference: number } {
  const z = normalQuantile((1 + level) / 2);
  const [scoreA, scoreB] = [wilson(a, z), wilson(b, z)];
  const difference = rateOf(a) - rateOf(b);
  return {
    difference,
    // Where a rate is 0 or 100 % rounding would carry the interval a hair beyond −1 or 1.
    lower: Math.max(-1, difference - Math.hypot(rateOf(a) - scoreA.lower, scoreB.upper - rateOf(b))),
    upper: Math.min(1, difference + Math.hypot(scoreA.upper - rateOf(a), rateOf(b) - scoreB.lower)),
  };
}

function wilson(outcomes: Outcomes, z: number): Interval {
  const { n } = outcomes;
  const rate = rateOf(outcomes);
  const centre = (rate + z ** 2 / (2 * n)) / (1 + z ** 2 / n);
  const reach = (z / (1 + z ** 2 / n)) * Math.sqrt((rate * (1 - rate)) / n + z ** 2 / (4 * n ** 2));
  return { lower: centre - reach, upper: centre + reach };
}
