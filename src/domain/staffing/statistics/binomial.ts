import betaCdf from '@stdlib/stats-base-dists-beta-cdf';

/** The chance of `count` or more successes in `n` trials of the same rate. */
export function chanceOfAtLeast(count: number, n: number, rate: number): number {
  return count <= 0 ? 1 : count > n ? 0 : betaCdf(rate, count, n - count + 1);
}

/** The chance of `count` or fewer successes in `n` trials of the same rate. */
export function chanceOfAtMost(count: number, n: number, rate: number): number {
  return chanceOfAtLeast(n - count, n, 1 - rate);
}
