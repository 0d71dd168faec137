import type { Minor } from '../../shared/money';
import type { ChargedOrder, Outcome } from '../invoicing/invoice';
import type { PayoutStatus } from '../payouts/payout';

/** What a statement's entry is about. */
export type StatementKind =
  | 'charge' | 'payment' | 'reversal' | 'credit_note' | 'refund' | 'write_off' | 'reopening'
  | 'earning' | 'fine' | 'bonus' | 'correction' | 'payout' | 'payout_returned' | 'payout_resent';

/** One thing that was ever charged or credited. */
export interface StatementEntry {
  id: string;
  at: Date;
  kind: StatementKind;
  /** A client's: what it adds to what is owed. A worker's: what it adds to what is due. So entries add up to the balance. */
  amount: Minor;
  order: ChargedOrder | null;
  serviceRu: string | null;
  serviceEn: string | null;
  outcome: Outcome | null;
  /** A payment's reference, a payout's month; the reason of a bonus, a correction, a credit note, a refund, a write-off, or of taking a write-off or a payment back. */
  note: string | null;
  /** The number of the invoice that a charge is on, or that a payment, taken back or not, a credit note or a write-off, taken back or not, was for. */
  invoice: string | null;
  /** A payout's state. */
  status: PayoutStatus | null;
  /** Who granted a bonus or made an entry by hand (id). */
  by: string | null;
}

interface Shared {
  person: { id: string; number: number; name: string };
  asOf: Date;
  entries: StatementEntry[];
}

/** Everything ever charged to a client and paid by it (B10). */
export interface ClientStatement extends Shared {
  as: 'client';
  charged: Minor;
  /** Payments that were not taken back, less refunds. */
  paid: Minor;
  /** What credit notes and write-offs took off. */
  takenOff: Minor;
  /** Open invoices + accrued charges − credit; below zero where credit is left over. */
  owedAtWeekEnd: Minor;
  /** Paid, and not applied to an invoice yet. */
  credit: Minor;
}

/** Everything ever credited to a worker and paid out to it (B10). */
export interface WorkerStatement extends Shared {
  as: 'worker';
  earned: Minor;
  fined: Minor;
  bonuses: Minor;
  corrections: Minor;
  /** What went out: arrived, or on its way. */
  paidOut: Minor;
  /** What is due and not paid out. */
  balance: Minor;
}

/** A client's or a worker's account in full. */
export type Statement = ClientStatement | WorkerStatement;

/** The sum of the entries of some kinds. */
export function sumOf(entries: readonly StatementEntry[], ...kinds: StatementKind[]): Minor {
  return entries.reduce((sum, entry) => (kinds.length === 0 || kinds.includes(entry.kind) ? sum + entry.amount : sum), 0);
}
