/** What every event of an order tells: enough for the lower contexts, which never ask back. Amounts in minor units, `at` ISO 8601 UTC. */
export type OrderFacts = {
  order: string;
  number: number;
  client: string;
  worker: string | null;
  service: string;
  service_ru: string;
  service_en: string;
  at: string;
  tariff: number | null;
  list_price_minor: number | null;
  discount_percent: number | null;
  price_minor: number | null;
};

/** Why an order ended without being completed; `other` has its words in an erasable table. */
export type EndReason = 'no_show' | 'supplies_missing' | 'nobody_free' | 'plans_changed' | 'no_client' | 'ill' | 'other';

/** What happens to orders. */
export type OrdersEvent =
  | ({ type: 'order_placed' } & OrderFacts)
  | ({ type: 'order_unmatched'; previous_worker: string | null } & OrderFacts)
  | ({ type: 'order_assigned'; previous_worker: string | null; by_hand: boolean; waited: boolean } & OrderFacts)
  | ({ type: 'order_started' } & OrderFacts)
  | ({ type: 'order_overdue' } & OrderFacts)
  | ({ type: 'order_completed' } & OrderFacts)
  | ({ type: 'order_failed'; reason: EndReason; fined: boolean } & OrderFacts)
  | ({ type: 'order_cancelled'; reason: EndReason; charged: boolean } & OrderFacts);
