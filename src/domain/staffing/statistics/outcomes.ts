/** What came of one arm's orders: how many were successes, of how many whose outcome is known. */
export interface Outcomes {
  ok: number;
  n: number;
}

/** From where to where a quantity lies. */
export interface Interval {
  lower: number;
  upper: number;
}

/** The share of successes; NaN where nothing is known yet. */
export function rateOf({ ok, n }: Outcomes): number {
  return ok / n;
}
