import type { DeskState } from '../service/desk';
import { FAULTS } from '../service/modes';

/** How Gold Hat behaves: well, or like a real service on a bad day. `duplicate` treats the request twice and answers the second time. */
export const GOLD_HAT_MODES = [...FAULTS, 'reject', 'duplicate'] as const;

/** How Gold Hat behaves. */
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
export interface GoldHatState extends DeskState<GoldHatMode> {
  /** Who can be paid; null means anybody. */
  recipients: string[] | null;
  transfers: Transfer[];
  /** Keys too old to be known. */
  expired: string[];
}
