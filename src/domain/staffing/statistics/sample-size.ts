import { normalQuantile } from './quantile';

/** Orders with a known outcome in each arm; a: the champion's, b: the trial's. */
export interface PerArm {
  a: number;
  b: number;
}

/** How often a true effect is to be found (power), and how often none may be taken for one (alpha, two-sided). */
interface Errors {
  power?: number;
  alpha?: number;
}

/**
 * Orders per arm that a two-sided z-test of proportions (pooled variance under equality) needs to find a change of the success
 * rate `from` → `to`. `share` is the trial's part of all orders. Not rounded.
 */
export function requiredPerArm({ from, to, share = 0.5, power = 0.8, alpha = 0.05 }: { from: number; to: number; share?: number } & Errors): PerArm {
  const pooled = (1 - share) * from + share * to;
  const underEquality = variance(pooled) / (1 - share) + variance(pooled) / share;
  const underEffect = variance(from) / (1 - share) + variance(to) / share;
  const noise = normalQuantile(1 - alpha / 2) * Math.sqrt(underEquality) + normalQuantile(power) * Math.sqrt(underEffect);
  const all = (noise / (to - from)) ** 2;
  return { a: (1 - share) * all, b: share * all };
}

/**
 * The smallest rise above the success rate `base` that so many orders per arm would find; null where not even a rise to 100 %
 * would be found. (For a fall, turn successes into failures.)
 */
export function minimumDetectableEffect({ base, perArm, ...errors }: { base: number; perArm: PerArm } & Errors): number | null {
  const share = perArm.b / (perArm.a + perArm.b);
  const found = (effect: number) => requiredPerArm({ from: base, to: base + effect, share, ...errors }).a <= perArm.a;
  let [tooSmall, enough] = [0, 1 - base];
  if (!(share > 0 && share < 1) || !found(enough)) return null;
  // A double has 53 bits: more halvings change nothing.
  for (let halving = 0; halving < 53; halving++) {
    const middle = (tooSmall + enough) / 2;
    if (found(middle)) enough = middle;
    else tooSmall = middle;
  }
  return enough;
}

function variance(rate: number): number {
  return rate * (1 - rate);
}
