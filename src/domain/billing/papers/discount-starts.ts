import type { Minor } from '../../shared/money';
import type { BillingWork } from '../work';

/** More than how much a client has to have paid for its first discount, by each version of the tariff (id); 0 where it gives none (B3). Every estimate tells it, so anybody may know. */
export async function discountStarts(w: BillingWork): Promise<ReadonlyMap<number, Minor>> {
  return new Map((await w.billing.tariffs()).map(({ id, tiers }) => [id, tiers[0]?.over ?? 0]));
}
