import type { Minor } from '../../shared/money';

/** One charge of a card on file; a retry is the same in every part (B7). */
export interface CardCharge {
  /** The gateway charges once for a key. */
  key: string;
  amount: Minor;
  /** The card's token at the gateway, never its number. */
  card: string;
  reference: string;
}

/** What is known after asking for a charge: `unknown` means it may or may not have happened, `disputed` that nobody can tell by the key any more, `not_sent` that nobody could be asked at all. */
export type ChargeAnswer = { outcome: 'paid'; id: string } | { outcome: 'declined' | 'unknown' | 'disputed' | 'not_sent'; reason: string };

/** The service that charges cards. No call throws: what cannot be told is `unknown`. */
export interface CardGateway {
  /** Charges a card; one that the gateway has not settled yet is `unknown`. */
  charge(charge: CardCharge): Promise<ChargeAnswer>;
  /** What became of an earlier charge; `absent` means it never happened. */
  ask(charge: Pick<CardCharge, 'key' | 'amount'>): Promise<ChargeAnswer | { outcome: 'absent' }>;
  /** Lets a customer enter a card at the address that is answered. */
  begin(input: { customer: string }): Promise<{ outcome: 'begun'; session: string; url: string } | { outcome: 'unknown' | 'not_sent'; reason: string }>;
  /** What became of a session in which a card may be entered. */
  card(session: string): Promise<{ outcome: 'kept'; token: string; last4: string } | { outcome: 'waiting' } | { outcome: 'unknown' | 'not_sent'; reason: string }>;
}
