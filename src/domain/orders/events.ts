import type { PhotoKind } from './photo';
import type { ReasonCode } from './reasons';

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
export type EndReason = ReasonCode;

/** Why a worker cannot come; the words that may come with it are in an erasable table. */
export type CannotComeReason = 'ill' | 'other';

/** What happens to orders. */
export type OrdersEvent =
  | ({ type: 'order_placed'; copy_of: string | null } & OrderFacts)
  | ({ type: 'order_unmatched'; previous_worker: string | null } & OrderFacts)
  | ({ type: 'order_assigned'; previous_worker: string | null; by_hand: boolean; waited: boolean; reason?: ReasonCode } & OrderFacts)
  | ({ type: 'order_still_unmatched' } & OrderFacts)
  | ({ type: 'order_moved'; from_at: string; previous_worker: string | null } & OrderFacts)
  | ({ type: 'worker_cannot_come'; reason: CannotComeReason } & OrderFacts)
  | { type: 'order_directions_changed'; order: string; number: number; client: string; worker: string | null }
  | ({ type: 'order_started' } & OrderFacts)
  | ({ type: 'order_start_taken_back' } & OrderFacts)
  | ({ type: 'order_overdue' } & OrderFacts)
  | ({ type: 'order_completed' } & OrderFacts)
  | ({ type: 'order_failed'; reason: EndReason; fined: boolean } & OrderFacts)
  | ({ type: 'order_cancelled'; reason: EndReason; charged: boolean } & OrderFacts)
  | { type: 'photo_reused'; order: string; number: number; kind: PhotoKind; old_order: string; old_number: number; old_kind: PhotoKind; worker: string | null };
