import { blockSizes, createBet, type BlockSizes } from './e-process';
import { E_PRIOR } from './limits';
import type { Beta } from './posterior';
import { quantile7 } from './quantile';
import { createRandom } from './random';
import { minimumDetectableEffect, type PerArm } from './sample-size';

/** What a trial is expected to be like, should the hires of both arms get every order. */
export interface Forecast {
  /** The trial's part of the orders, 0…1. */
  share: number;
  perDay: PerArm;
  /** Days until half of such trials have their verdict; null beyond the horizon. */
  median: number | null;
  /** Days until four in five have it; null beyond the horizon. */
  fourInFive: number | null;
  /** The change, in the direction of `effect`, that a z-test at the end of the longest trial would find four times in five; null where none. */
  detectable: number | null;
}

/** A trial as planned: success rates, orders and days; `effect` is the change of the rate, at most to 0 or 100 %. */
interface Plan {
  base: number;
  effect: number;
  shares: readonly number[];
  ordersPerDay: number;
  threshold: number;
  maxDays: number;
  prior?: Beta;
  seed: string;
  runs?: number;
  /** Where simulated trials are given up, in days. */
  horizon?: number;
}

/** Says for each share how long a trial takes, by simulating it: the same plan and seed give the same days. */
export function forecast({ runs = 2_000, horizon = 1_000, prior = E_PRIOR, ...plan }: Plan): Forecast[] {
  return plan.shares.map((share) => {
    const perDay = { a: (1 - share) * plan.ordersPerDay, b: share * plan.ordersPerDay };
    const days = simulate({ ...plan, runs, horizon, prior }, share, perDay);
    // A fall of the successes is a rise of the failures.
    const base = plan.effect < 0 ? 1 - plan.base : plan.base;
    const perArm = { a: perDay.a * plan.maxDays, b: perDay.b * plan.maxDays };
    return {
      share,
      perDay,
      median: within(horizon, quantile7(days, 0.5)),
      fourInFive: within(horizon, quantile7(days, 0.8)),
      detectable: minimumDetectableEffect({ base, perArm }),
    };
  });
}

function within(horizon: number, days: number): number | null {
  return days <= horizon ? Math.ceil(days) : null;
}

/** Days to the verdict of each simulated trial, shortest first; Infinity where the horizon came sooner. */
function simulate(plan: Required<Plan>, share: number, perDay: PerArm): Float64Array {
  const random = createRandom(`${plan.seed}\0${share}`);
  const sizes = blockSizes(share);
  const daysPerBlock = Math.max(sizes.blockA / perDay.a, sizes.blockB / perDay.b);
  const most = Math.floor(plan.horizon / daysPerBlock);
  return Float64Array.from({ length: plan.runs }, () => Math.ceil(blocksToVerdict(plan, sizes, most, random) * daysPerBlock)).sort();
}

function blocksToVerdict(plan: Required<Plan>, sizes: BlockSizes, most: number, random: () => number): number {
  const bet = createBet(plan.prior, sizes);
  const [enough, changed] = [Math.log(plan.threshold), plan.base + plan.effect];
  for (let block = 1; block <= most; block++) {
    bet.take(successes(sizes.blockA, plan.base, random), successes(sizes.blockB, changed, random));
    if (bet.logE >= enough) return block;
  }
  return Infinity;
}

function successes(orders: number, rate: number, random: () => number): number {
  let ok = 0;
  for (let order = 0; order < orders; order++) if (random() < rate) ok++;
  return ok;
}
