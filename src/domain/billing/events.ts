/** How an order's price came about; `allocations`: how many of the client's payments applied to invoices it has seen. */
type PriceFacts = {
  order: string;
  client: string;
  service: string;
  worker: string;
  tariff: number;
  paid_minor: number;
  allocations: number;
  list_price_minor: number;
  percent: number;
  price_minor: number;
};

/** What an invoice is made of; `orders`: the numbers of its orders, between blanks, so that it can be made again from the log alone. */
type InvoiceFacts = { invoice: string; client: string; cut_off: string; total_minor: number; orders: string };

/** What the events of a payout tell; the amount in minor units, below zero only where it is carried forward. */
type PayoutFacts = { payout: string; worker: string; month: string; amount_minor: number };

/** What the events of an attempt to charge a card tell; `number` is the invoice's. */
type ChargeFacts = { collection: string; invoice: string; number: string; client: string; attempt: number; amount_minor: number };

/** What happens to money; amounts in minor units. */
export type BillingEvent =
  | { type: 'tariff_changed'; tariff: number; from: string }
  | { type: 'tariff_withdrawn'; tariff: number; from: string }
  | ({ type: 'price_fixed' } & PriceFacts)
  | ({ type: 'invoice_drafted' } & InvoiceFacts)
  | ({ type: 'invoice_issued'; replaces: string | null } & InvoiceFacts)
  | { type: 'invoice_paid'; invoice: string; client: string; total_minor: number; method: string }
  | { type: 'invoice_voided'; invoice: string; client: string; total_minor: number; was_issued: boolean; is_reissued: boolean }
  /** Without `write_off` it is that of its invoice. */
  | { type: 'invoice_written_off'; write_off?: string; invoice: string; client: string; amount_minor: number }
  | { type: 'invoice_reopened'; reopening: string; write_off: string; invoice: string; client: string; amount_minor: number }
  | { type: 'credit_note_issued'; credit_note: string; invoice: string; client: string; amount_minor: number }
  | { type: 'payment_received'; payment: string; invoice: string | null; client: string; amount_minor: number }
  | { type: 'payment_applied'; invoice: string; client: string; n: number; amount_minor: number }
  /** Credit that waited beside open invoices goes on them. */
  | { type: 'credit_spent'; client: string }
  | { type: 'payment_reversed'; payment: string; client: string; amount_minor: number; reversed_by: string }
  | { type: 'payment_refunded'; refund: string; client: string; amount_minor: number }
  | { type: 'payment_method_changed'; client: string; method: string }
  | ({ type: 'payment_begun' } & ChargeFacts)
  | ({ type: 'payment_unknown' } & ChargeFacts)
  | ({ type: 'payment_collected' } & ChargeFacts)
  | ({ type: 'payment_failed'; retry_at: string | null } & ChargeFacts)
  | ({ type: 'payment_given_up'; refusals: number; is_first: boolean } & ChargeFacts)
  | ({ type: 'payment_withdrawn' } & ChargeFacts)
  | ({ type: 'payment_parked' } & ChargeFacts)
  /** `invoice` is the one that was paid; null where none was open. */
  | { type: 'payment_became_credit'; invoice: string | null; client: string; amount_minor: number }
  /** In the minor units of its own currency. */
  | { type: 'payment_unplaced'; charge: string; amount: number; currency: string }
  | ({ type: 'payout_begun'; due_at: string } & PayoutFacts)
  | ({ type: 'payout_sent' } & PayoutFacts)
  | ({ type: 'payout_unknown' } & PayoutFacts)
  | ({ type: 'payout_failed' } & PayoutFacts)
  | ({ type: 'payout_parked' } & PayoutFacts)
  | ({ type: 'payout_carried_forward'; due_at: string } & PayoutFacts)
  | { type: 'bonus_granted'; bonus: string; worker: string; amount_minor: number; granted_by: string }
  | { type: 'worker_corrected'; correction: string; worker: string; amount_minor: number; corrected_by: string }
  | { type: 'month_closed'; month: string }
  | { type: 'account_parked'; account: string }
  | { type: 'account_released'; account: string };
