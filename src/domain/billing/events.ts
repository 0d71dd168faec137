/** What the events of a payout tell; the amount in minor units, below zero only where it is carried forward. */
type PayoutFacts = { payout: string; worker: string; month: string; amount_minor: number };

/** What happens to money. */
export type BillingEvent =
  | { type: 'invoice_issued'; invoice: string; client: string; total_minor: number }
  | { type: 'invoice_paid'; invoice: string; client: string; total_minor: number; method: string }
  | { type: 'payment_received'; payment: string; invoice: string | null; client: string; amount_minor: number }
  | ({ type: 'payout_sent' } & PayoutFacts)
  | ({ type: 'payout_unknown' } & PayoutFacts)
  | ({ type: 'payout_failed' } & PayoutFacts)
  | ({ type: 'payout_carried_forward' } & PayoutFacts)
  | { type: 'bonus_granted'; bonus: string; worker: string; amount_minor: number; granted_by: string }
  | { type: 'account_parked'; account: string };
