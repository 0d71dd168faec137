import type { BillingWork } from '../work';
import { nextCutOff, nextPayDay } from './calendar';

/** When the next invoices and the next payouts after an instant (by default now) are due (B5, B8). Dates only, so anybody may know. */
export async function nextBilling(w: BillingWork, after = w.now): Promise<{ invoices: Date; payouts: Date }> {
  const tariffs = await w.billing.tariffs();
  return { invoices: nextCutOff(tariffs, w.zone, after), payouts: nextPayDay(tariffs, w.zone, after).at };
}
