import type { NoCookie } from './cookie';

/** What every event of a kit tells. */
export type KitFacts = { order: string; number: number; client: string; worker: string; due: string };

/** What happens to kits. */
export type ConsumablesEvent =
  | ({ type: 'supplies_requested' } & KitFacts)
  | ({ type: 'supplies_reassigned' } & KitFacts)
  /** `from` is whoever had it before and handed it over. */
  | ({ type: 'supplies_issued'; overridden: boolean; from: string | null } & KitFacts)
  /** It was not handed out after all; `back_with` is who should have handed it over, and still has it. */
  | ({ type: 'supplies_issue_taken_back'; back_with: string | null } & KitFacts)
  /** Whoever has a kit that was issued has its order no longer; `waits` where nobody has it. */
  | ({ type: 'supplies_left'; left_with: string; waits: boolean } & KitFacts)
  | ({ type: 'supplies_overdue' } & KitFacts)
  /** The worker is at the place without it. */
  | ({ type: 'supplies_missed' } & KitFacts)
  /** Nobody waits for it at the place any more: it came, the order starts without it or is over, or the worker or the time is another. */
  | ({ type: 'supplies_not_missed' } & KitFacts)
  | ({ type: 'cookie_promised'; comes: string } & KitFacts)
  | ({ type: 'cookie_arrived'; comes: string } & KitFacts)
  | ({ type: 'cookie_missed'; reason: NoCookie } & KitFacts)
  /** `waits` where the order has nobody yet: the worker is whoever had it last. */
  | ({ type: 'supplies_moved'; previous_worker: string; previous_due: string; waits: boolean } & KitFacts)
  /** `from` is who had it: their ids with spaces between. */
  | ({ type: 'supplies_returned'; from: string } & KitFacts)
  /** Some of it came back, although its worker goes on needing it, or after the rest; `came` is what, of known items. */
  | ({ type: 'supplies_partly_returned'; came: string } & KitFacts)
  | { type: 'purchase_needed'; purchase: number; item: string; quantity: number; on_hand: number; level: number }
  | { type: 'purchase_ordered' | 'purchase_cancelled'; purchase: number; item: string }
  /** `left` is what of it has yet to come. */
  | { type: 'purchase_received'; purchase: number; item: string; quantity: number; left: number }
  | ({ type: 'supplies_withdrawn'; was_issued: boolean } & KitFacts);
