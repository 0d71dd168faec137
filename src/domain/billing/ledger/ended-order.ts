import type { Outcome } from '../invoicing/invoice';

/** What billing needs to know of an order that ended; the events of orders have this form. */
export interface EndedOrder {
  type: `order_${Outcome}`;
  order: string;
  number: number;
  client: string;
  worker: string | null;
  service_ru: string;
  service_en: string;
  at: string;
  tariff: number | null;
  list_price_minor: number | null;
  discount_percent: number | null;
  price_minor: number | null;
  /** Of a failed order: whether the worker is to blame. */
  fined?: boolean;
  /** Of a cancelled order: false where nobody was found for it. */
  charged?: boolean;
}
