import { share, type Minor } from '../../shared/money';
import { tierFor } from './discount';
import type { Tariff } from './tariff';

/** Whom and what a price is for; no worker yet means an estimate (B2). */
export interface Priced {
  service: string;
  client: string;
  worker: string | null;
}

/** A price and how it came about. */
export interface Price {
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

/** The secret formula: a pure function of service, client, worker and tariff (B2). For now the same for all of them. */
function listPrice(_subject: Priced, tariff: Tariff): Minor {
  return tariff.basePrice;
}

/** The list price less the discount for what the client has paid in total so far (B2, B3); rounded once, in the discount. */
export function priceOf(subject: Priced, paid: Minor, tariff: Tariff): Price {
  const list = listPrice(subject, tariff);
  const tier = tierFor(paid, tariff.tiers);
  const discount = share(list, tier.percent * 100);
  return {
    tariff: tariff.id,
    listPrice: list,
    percent: tier.percent,
    discount,
    price: list - discount,
    over: tier.over,
    firstTier: tariff.tiers[0]?.over ?? 0,
  };
}
