import type { Minor } from '../../shared/money';

/** A discount for whoever has paid more than an amount so far. */
export interface Tier {
  over: Minor;
  percent: number;
}

/** No discount: nothing, or too little, was paid yet. */
const NONE: Tier = { over: 0, percent: 0 };

/** The tier that what a client has paid so far opens: strictly more than its threshold (B3). `tiers` lowest first. */
export function tierFor(paid: Minor, tiers: readonly Tier[]): Tier {
  return tiers.findLast((tier) => paid > tier.over) ?? NONE;
}
