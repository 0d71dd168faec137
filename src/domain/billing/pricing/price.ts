import { share, type Minor } from '../../shared/money';
import { tierFor } from './discount';
import { FORMULAS, type Priced } from './formulas';
import type { Tariff } from './tariff';

/** What a client had paid when a price was made: in total, and by how many allocations, so that it can be told again exactly (B3). */
export interface PaidSoFar {
  paid: Minor;
  allocations: number;
}

/** A price and how it came about. */
export interface Price extends PaidSoFar {
  /** The tariff version it was made by. */
  tariff: number;
  listPrice: Minor;
  percent: number;
  discount: Minor;
  price: Minor;
  /** The tier: paid more than this; 0 if none. */
  over: Minor;
  /** The first tier's threshold, for explaining why there is no discount yet; 0 where the tariff has no discounts. */
  firstTier: Minor;
}

/** The list price less the discount for what the client has paid in total so far (B2, B3); rounded once, in the discount. */
export function priceOf(subject: Priced, soFar: PaidSoFar, tariff: Tariff): Price {
  const list = FORMULAS[tariff.formula](subject, tariff.basePrice);
  const tier = tierFor(soFar.paid, tariff.tiers);
  const discount = share(list, tier.percent * 100);
  return {
    ...soFar,
    tariff: tariff.id,
    listPrice: list,
    percent: tier.percent,
    discount,
    price: list - discount,
    over: tier.over,
    firstTier: tariff.tiers[0]?.over ?? 0,
  };
}
