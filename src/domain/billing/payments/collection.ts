import type { Minor } from '../../shared/money';
import type { CardCharge } from './card-gateway';

/** The states of one attempt to charge a card for an invoice (B6); withdrawn: it never happened, and was not wanted any more. */
export type CollectionStatus = 'pending' | 'unknown' | 'paid' | 'declined' | 'withdrawn' | 'parked';

/** One attempt to charge a card for an invoice, as it is stored: committed before anybody is asked (B7). */
export interface CollectionRecord {
  id: string;
  invoice: string;
  /** The invoice's number. */
  number: string;
  client: string;
  /** 1 for the first. */
  attempt: number;
  key: string;
  /** The card's token as it was when the attempt began; null once it is settled or erased. */
  card: string | null;
  amount: Minor;
  status: CollectionStatus;
  createdAt: Date;
  settledAt: Date | null;
  /** When another attempt follows; null where none does, or one did. */
  retryAt: Date | null;
  /** Until when, in real time, a request may be on its way that was begun for it: till then nobody may say that it never happened. */
  sendingUntil: Date | null;
  /** Why it is unknown, declined, withdrawn or parked, in the gateway's words. */
  error: string | null;
}

/** An invoice that is to be charged to a card, and how often that was tried. */
export interface Collectable {
  invoice: string;
  client: string;
  card: string;
  attempts: number;
}

/** An attempt as it is shown. */
export interface Collection extends Omit<CollectionRecord, 'card' | 'invoice' | 'number' | 'sendingUntil'> {
  invoice: { id: string; number: string };
  /** Why a person decided what became of it. */
  resolution: string | null;
}

/** What can be learnt about an attempt; `disputed` means that nobody can tell by the key whether money moved, `withdrawn` that it surely did not and that nobody wants it to any more. */
export type ChargeNews = 'paid' | 'declined' | 'unknown' | 'disputed' | 'withdrawn';

const NEXT: Record<CollectionStatus, Partial<Record<ChargeNews, CollectionStatus>>> = {
  pending: { paid: 'paid', declined: 'declined', unknown: 'unknown', disputed: 'parked', withdrawn: 'withdrawn' },
  unknown: { paid: 'paid', declined: 'declined', disputed: 'parked', withdrawn: 'withdrawn' },
  parked: { paid: 'paid', declined: 'declined' },
  // Money that turns out to have arrived is never refused.
  declined: { paid: 'paid' },
  withdrawn: { paid: 'paid' },
  paid: {},
};

/** The state that news puts an attempt into; undefined where it changes nothing. */
export function nextStatus(from: CollectionStatus, news: ChargeNews): CollectionStatus | undefined {
  return NEXT[from][news];
}

/** The key under which the gateway charges for one attempt at most once. */
export function chargeKey(invoice: string, attempt: number): string {
  return `charge:${invoice}:${attempt}`;
}

/** What the gateway is asked for, in the same words each time (B7). */
export function chargeOf({ key, amount, number }: CollectionRecord, card: string): CardCharge {
  return { key, amount, card, reference: number };
}

/** Longer than any request to the gateway lasts. */
const SENDING_MS = 120_000;

/** Until when a request may be on its way that is sent now. */
export const sendingUntil = (wall: Date): Date => new Date(wall.getTime() + SENDING_MS);

/** Whether a request for an attempt may still be on its way, in real time. */
export const isBeingSent = ({ sendingUntil: until }: Pick<CollectionRecord, 'sendingUntil'>, wall: Date): boolean => until !== null && until > wall;

const DAY_MS = 86_400_000;

/** When to try again after so many refusals, each counted from the one before; null where a person has to look (B6). */
export function retryAfter(refusals: number, retryDays: readonly number[], refusedAt: Date): Date | null {
  const days = retryDays[refusals - 1];
  return days === undefined ? null : new Date(refusedAt.getTime() + days * DAY_MS);
}
