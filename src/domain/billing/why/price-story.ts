import type { Minor } from '../../shared/money';
import { tierFor, type Tier } from '../pricing/discount';
import type { FormulaName } from '../pricing/formulas';
import { tariffOf, type TariffRecord } from '../pricing/tariff';
import type { OrderEvent } from '../replay/log';
import type { PriceRecord } from '../store';

/** How a price or an estimate came about, term by term (B2, B3). */
export interface PriceStory {
  at: Date;
  tariff: number;
  formula: FormulaName;
  /** What the formula started from, and what it came to. */
  basePrice: Minor;
  listPrice: Minor;
  /** What the client's payments had paid of its invoices by then, and by how many allocations. */
  paid: Minor;
  allocations: number;
  /** The tier: paid more than `over`, so `percent`; no tier is 0 over 0. */
  tier: Tier;
  discount: Minor;
  price: Minor;
}

/** A price from before its coming about was recorded: what the order itself still holds. */
export interface BarePrice {
  tariff: number | null;
  listPrice: Minor;
  percent: number;
  discount: Minor;
  price: Minor;
}

/** A price that was fixed, and how it came about where that is recorded. */
export type FixedStory = ({ isRecorded: true } & PriceStory) | ({ isRecorded: false } & BarePrice);

/** Why a price is not its estimate: the tariff changed in between, what the client had paid opened (or closed) a tier, or the formula knows the worker now. */
export type Cause = 'tariff' | 'paid' | 'worker';

/** An order's estimate and price, and why they differ. */
export interface Pricing {
  /** Null where it was not recorded. */
  estimate: PriceStory | null;
  /** Null while the order has none: no worker was found. */
  price: FixedStory | null;
  /** `same`: the amounts are; `unmatched`: there is no price; `not_recorded`: nobody can tell. */
  comparison: 'same' | 'differs' | 'unmatched' | 'not_recorded';
  /** Where they differ: why; at least one. */
  causes: Cause[];
}

/** Tells an order's estimate and price from what is recorded, and else from the order's own events. */
export function pricingOf(tariffs: readonly TariffRecord[], prices: readonly PriceRecord[], event: OrderEvent | undefined): Pricing {
  const [estimated, fixed] = [prices.find(({ stage }) => stage === 'estimate'), prices.find(({ stage }) => stage === 'price')];
  const estimate = estimated ? storyOf(tariffs, estimated) : null;
  const price = fixed ? { isRecorded: true as const, ...storyOf(tariffs, fixed) } : bare(event);
  if (!price) return { estimate, price, comparison: 'unmatched', causes: [] };
  if (!estimate || !price.isRecorded) return { estimate, price, comparison: 'not_recorded', causes: [] };
  if (estimate.price === price.price) return { estimate, price, comparison: 'same', causes: [] };
  return { estimate, price, comparison: 'differs', causes: causesOf(tariffs, estimate, price) };
}

function storyOf(tariffs: readonly TariffRecord[], { tariff: id, paid, allocations, listPrice, percent, price, at }: PriceRecord): PriceStory {
  const tariff = tariffOf(tariffs, id);
  const over = tierFor(paid, tariff.tiers).over;
  return { at, tariff: id, formula: tariff.formula, basePrice: tariff.basePrice, listPrice, paid, allocations, tier: { over, percent }, discount: listPrice - price, price };
}

function bare(event: OrderEvent | undefined): FixedStory | null {
  if (event?.price_minor == null) return null;
  const { tariff, price_minor: price, list_price_minor: listPrice, discount_percent: percent } = event;
  return { isRecorded: false, tariff, listPrice: listPrice ?? price, percent: percent ?? 0, discount: (listPrice ?? price) - price, price };
}

function causesOf(tariffs: readonly TariffRecord[], estimate: PriceStory, price: PriceStory): Cause[] {
  const { tiers } = tariffOf(tariffs, price.tariff);
  const byTariff = estimate.tariff !== price.tariff && (estimate.listPrice !== price.listPrice || estimate.tier.percent !== tierFor(estimate.paid, tiers).percent);
  const byPaid = tierFor(estimate.paid, tiers).percent !== price.tier.percent;
  const byWorker = estimate.tariff === price.tariff && estimate.listPrice !== price.listPrice;
  return [...(byTariff ? ['tariff' as const] : []), ...(byPaid ? ['paid' as const] : []), ...(byWorker ? ['worker' as const] : [])];
}
