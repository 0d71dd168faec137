import type { BillingWork } from '../work';
import { moneyFacts, moneyOn, type AppliedMoney } from './money-on';

/** Money on one of a client's invoices, of which a discount is made. */
export interface PaidBefore extends AppliedMoney {
  /** The invoice's number. */
  invoice: string;
}

/** The first so many allocations of a client, in order: they add up to what a price counted as paid before it (B3). */
export async function paidBefore(w: BillingWork, client: string, allocations: number): Promise<PaidBefore[]> {
  const facts = await moneyFacts(w, client);
  const found: { n: number; paid: PaidBefore }[] = [];
  for (const invoice of await w.billing.invoices({ client })) {
    const on = await w.billing.allocationsOn(invoice.id);
    const told = moneyOn(invoice, on, facts).map((money) => ({ ...money, invoice: invoice.number ?? invoice.id }));
    for (const [place, { n }] of on.entries()) {
      const paid = told[place];
      if (paid && n <= allocations) found.push({ n, paid });
    }
  }
  return found.sort((one, other) => one.n - other.n).map(({ paid }) => paid);
}
