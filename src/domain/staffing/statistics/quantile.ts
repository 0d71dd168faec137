import normal from '@stdlib/stats-base-dists-normal-quantile';

/** The type-7 quantile (linear between order statistics) of values in rising order; `p` in 0…1. NaN where there are none. */
export function quantile7(sorted: ArrayLike<number>, p: number): number {
  const place = (sorted.length - 1) * p;
  const below = sorted[Math.floor(place)] ?? NaN;
  const above = sorted[Math.ceil(place)] ?? NaN;
  // Equal neighbours first: between two infinite values there is no difference to take a part of.
  return below === above ? below : below + (place - Math.floor(place)) * (above - below);
}

/** The standard normal quantile: z(.975) = 1.96. */
export function normalQuantile(p: number): number {
  return normal(p, 0, 1);
}
