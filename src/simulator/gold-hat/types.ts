/** How Gold Hat behaves: well, or like a real service on a bad day. */
export const GOLD_HAT_MODES = [
  'ok',
  'timeout_before',
  'timeout_after',
  'error_500_before',
  'error_500_after',
  'reject',
] as const;

/** How Gold Hat behaves. `before` and `after` say whether the money moved before the answer was lost. */
export type GoldHatMode = (typeof GOLD_HAT_MODES)[number];

/** A money transfer that happened. */
export interface Transfer {
  id: string;
  key: string;
  status: 'done';
  amount_minor: number;
  currency: 'CAT';
  recipient: string;
  reference: string;
  created_at: string;
}

/** What Gold Hat remembers. */
export interface GoldHatState {
  /** The mode that stays. */
  mode: GoldHatMode;
  /** Modes of the very next requests, first one first. */
  once: GoldHatMode[];
  /** Who can be paid; null means anybody. */
  recipients: string[] | null;
  transfers: Transfer[];
}
