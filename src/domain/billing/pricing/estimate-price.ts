import type { BillingWork } from '../work';
import { priceOf, type Price, type Priced } from './price';
import { tariffAt } from './tariff';

/** What a service would cost a client now: the formula with no worker (B2). Orders ask, and have authorised already. */
export function estimatePrice(w: BillingWork, input: { client: string; service: string }): Promise<Price> {
  return priceNow(w, { ...input, worker: null });
}

/** The price of an order, with its discount frozen from here on (B2, B3). Orders ask, and have authorised already. */
export function fixPrice(w: BillingWork, input: { client: string; service: string; worker: string }): Promise<Price> {
  return priceNow(w, input);
}

async function priceNow(w: BillingWork, subject: Priced): Promise<Price> {
  const tariff = tariffAt(await w.billing.tariffs(), w.now);
  return priceOf(subject, await w.billing.paidBy(subject.client), tariff);
}
