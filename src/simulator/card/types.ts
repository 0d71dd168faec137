import type { DeskState } from '../service/desk';
import { FAULTS } from '../service/modes';

/** How the card gateway behaves: well, or like a real one on a bad day. `pending` settles charges later, `duplicate` sends each webhook twice. */
export const CARD_MODES = [...FAULTS, 'decline', 'pending', 'duplicate'] as const;

/** How the card gateway behaves. */
export type CardMode = (typeof CARD_MODES)[number];

/** How a charge may end. */
export type Settled = 'paid' | 'declined';

/** A client's way to enter a card. */
export interface CardSession {
  id: string;
  customer: string;
  created_at: string;
  /** The card that was kept; null until then. */
  token: string | null;
}

/** A card on file: of its number only the end is kept. */
export interface KeptCard {
  token: string;
  last4: string;
  customer: string;
  /** What its bank does, by the number that was entered. */
  temper: 'approves' | 'declines' | 'declines_later';
}

/** A charge, whatever became of it. */
export interface Charge {
  id: string;
  key: string;
  status: Settled | 'pending';
  amount_minor: number;
  currency: 'CAT';
  card: string;
  reference: string;
  /** Why it was declined; null otherwise. */
  message: string | null;
  created_at: string;
  settled_at: string | null;
}

/** Where settled charges are told of. */
export interface Webhook {
  url: string;
  secret: string;
  /** Real ms to wait before each further try. */
  retry_ms: number[];
}

/** What the card gateway remembers. */
export interface CardState extends DeskState<CardMode> {
  sessions: Record<string, CardSession>;
  cards: Record<string, KeptCard>;
  charges: Charge[];
  /** Keys too old to be known. */
  expired: string[];
  /** After how many real ms a pending charge settles by itself; null = never. */
  settle_after_ms: number | null;
  webhook: Webhook | null;
  /** Whether webhooks wait until they are told to go. */
  holding: boolean;
  /** The keys of the webhooks that wait, oldest first. */
  held: string[];
}
