import type { InCurrency } from '../invoicing/invoice';
import type { AppliedMoney } from '../why/explain-invoice';
import type { BillingWork } from '../work';

/** For each of an invoice's moneys, in their order: what the whole payment was in the currency it came in; null for what came in ours (B7). */
export async function paidInCurrency(w: BillingWork, money: readonly Pick<AppliedMoney, 'payment'>[]): Promise<(InCurrency | null)[]> {
  const found = await currenciesOf(w, money.flatMap(({ payment }) => payment?.id ?? []));
  return money.map(({ payment }) => found.get(payment?.id ?? '') ?? null);
}

/** What these payments (ids) were in the currency they came in, for contexts that authorise by themselves; what came in ours is left out (B7). */
export async function currenciesOf(w: BillingWork, payments: readonly string[]): Promise<Map<string, InCurrency>> {
  return payments.length === 0 ? new Map() : w.billing.currenciesOf(payments);
}
