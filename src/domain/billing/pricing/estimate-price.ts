import type { BillingWork } from '../work';
import type { Priced } from './formulas';
import { priceOf, type Price } from './price';
import { tariffAt } from './tariff';

/** What a service would cost a client now: the formula with no worker (B2). Orders ask, and have authorised already. */
export function estimatePrice(w: BillingWork, input: { client: string; service: string }): Promise<Price> {
  return priceNow(w, { ...input, worker: null });
}

/** Keeps the estimate that an order was placed with, for telling later why the price differs from it (B2). */
export async function keepEstimate(w: BillingWork, input: { order: string; client: string; service: string; estimate: Price }): Promise<void> {
  const { estimate, ...subject } = input;
  await w.billing.addPrice({ ...subject, worker: null, stage: 'estimate', ...estimate, at: w.now });
}

/** The price of an order, with its discount frozen from here on (B2, B3). Orders ask, and have authorised already. */
export async function fixPrice(w: BillingWork, input: { order: string; client: string; service: string; worker: string }): Promise<Price> {
  const price = await priceNow(w, input);
  await w.billing.addPrice({ ...input, stage: 'price', ...price, at: w.now });
  const { tariff, paid, allocations, percent } = price;
  await w.emit({ type: 'price_fixed', ...input, tariff, paid_minor: paid, allocations, list_price_minor: price.listPrice, percent, price_minor: price.price });
  return price;
}

async function priceNow(w: BillingWork, subject: Priced): Promise<Price> {
  const tariff = tariffAt(await w.billing.tariffs(), w.now);
  return priceOf(subject, await w.billing.paidBy(subject.client), tariff);
}
