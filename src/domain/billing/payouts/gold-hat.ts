import type { Minor } from '../../shared/money';

/** One transfer as Gold Hat is asked for it; a retry is the same in every part (B8). */
export interface GoldHatTransfer {
  /** `payout:<worker>:<YYYY-MM>`: Gold Hat moves the money once for a key. */
  key: string;
  amount: Minor;
  /** The worker's cat number. */
  recipient: string;
  /** `<cat number>/<YYYY-MM>`. */
  reference: string;
}

/** What is known after asking Gold Hat for a transfer: `unknown` means it may or may not have happened, `disputed` that the key moved other money, `not_sent` that nobody could be asked at all. */
export type TransferAnswer = { outcome: 'sent' } | { outcome: 'rejected' | 'unknown' | 'disputed' | 'not_sent'; reason: string };

/** The money-transfer service that pays workers. Neither call throws: what cannot be told is `unknown`. */
export interface GoldHat {
  send(transfer: GoldHatTransfer): Promise<TransferAnswer>;
  /** What became of an earlier transfer; `absent` means it never happened. */
  ask(transfer: Pick<GoldHatTransfer, 'key' | 'amount'>): Promise<TransferAnswer | { outcome: 'absent' }>;
}
