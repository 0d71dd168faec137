import type { BillingWork } from '../work';
import { nextCutOff, nextPayDay } from './calendar';

/** When the next invoices and the next payouts are due (B5, B8). Dates only, so anybody may know. */
export async function nextBilling(w: BillingWork): Promise<{ invoices: Date; payouts: Date }> {
  const tariffs = await w.billing.tariffs();
  return { invoices: nextCutOff(tariffs, w.zone, w.now), payouts: nextPayDay(tariffs, w.zone, w.now).at };
}
