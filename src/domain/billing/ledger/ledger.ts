import { MAX_MINOR, type Minor } from '../../shared/money';
import { badAmount } from '../errors';

/** A client's account: what was charged less what was paid; below zero it is credit. */
export const clientAccount = (person: string) => `clients:${person}`;
/** A worker's account: what was earned and not paid out yet. */
export const workerAccount = (person: string) => `workers:${person}`;

/** The company's own accounts. */
const BOOKS = {
  services: 'revenue:services',
  fines: 'revenue:fines',
  work: 'expenses:work',
  bonuses: 'expenses:bonuses',
  corrections: 'expenses:corrections',
  writeOffs: 'expenses:write-offs',
  bank: 'bank',
  /** Money handed to Gold Hat whose arrival is not confirmed yet. */
  inTransit: 'gold-hat',
} as const;

/** Why money moves; what moves a worker's account because of a payout begins with `payout` (the stores rely on it). */
export type TransferKind =
  | 'charge'
  | 'payment'
  | 'credit_note'
  | 'refund'
  | 'reversal'
  | 'write_off'
  | 'reopening'
  | 'earning'
  | 'fine'
  | 'bonus'
  | 'correction'
  | 'payout'
  | 'payout_sent'
  | 'payout_returned'
  | 'payout_resent';

/** One row of the ledger before it is written: an amount from the debit to the credit account, once for its kind and reference (B11). */
export interface Transfer {
  kind: TransferKind;
  reference: string;
  debit: string;
  credit: string;
  amount: Minor;
}

/** What a row of the ledger was booked by, in the numbers that papers go by; null for what does not belong to it. */
export interface LedgerSource {
  /** Id of the client or worker whose account or payout it is. */
  person: string | null;
  order: number | null;
  invoice: string | null;
  creditNote: string | null;
  /** Of a payout. */
  month: string | null;
  /** Of a payment: what the bank calls it; null where it has none, or once it is erased. */
  bankReference: string | null;
}

/** One row of the ledger. */
export interface LedgerEntry extends Transfer {
  id: string;
  at: Date;
  source: LedgerSource;
}

/** What an account holds: its debits less its credits. All balances together are zero. */
export interface AccountBalance {
  account: string;
  balance: Minor;
}

/** A month into which nothing is posted any more. */
export interface ClosedMonth {
  month: string;
  closedAt: Date;
}

/** The rows of the ledger that rules write, one function for each. */
export const transfers = {
  charge: (order: string, client: string, amount: Minor): Transfer => ({
    kind: 'charge', reference: order, debit: clientAccount(client), credit: BOOKS.services, amount,
  }),
  earning: (order: string, worker: string, amount: Minor): Transfer => ({
    kind: 'earning', reference: order, debit: BOOKS.work, credit: workerAccount(worker), amount,
  }),
  fine: (order: string, worker: string, amount: Minor): Transfer => ({
    kind: 'fine', reference: order, debit: workerAccount(worker), credit: BOOKS.fines, amount,
  }),
  payment: (payment: string, client: string, amount: Minor): Transfer => ({
    kind: 'payment', reference: payment, debit: BOOKS.bank, credit: clientAccount(client), amount,
  }),
  creditNote: (note: string, client: string, amount: Minor): Transfer => ({
    kind: 'credit_note', reference: note, debit: BOOKS.services, credit: clientAccount(client), amount,
  }),
  refund: (refund: string, client: string, amount: Minor): Transfer => ({
    kind: 'refund', reference: refund, debit: clientAccount(client), credit: BOOKS.bank, amount,
  }),
  /** Money that never came: a payment taken back by an entry of its own (B11). */
  reversal: (payment: string, client: string, amount: Minor): Transfer => ({
    kind: 'reversal', reference: payment, debit: clientAccount(client), credit: BOOKS.bank, amount,
  }),
  writeOff: (writeOff: string, client: string, amount: Minor): Transfer => ({
    kind: 'write_off', reference: writeOff, debit: BOOKS.writeOffs, credit: clientAccount(client), amount,
  }),
  /** A loss that is none: the invoice is open again. */
  reopening: (reopening: string, client: string, amount: Minor): Transfer => ({
    kind: 'reopening', reference: reopening, debit: clientAccount(client), credit: BOOKS.writeOffs, amount,
  }),
  /** Above zero in the worker's favour. */
  correction: (correction: string, worker: string, amount: Minor): Transfer => ({
    kind: 'correction', reference: correction, amount: Math.abs(amount),
    ...(amount > 0 ? { debit: BOOKS.corrections, credit: workerAccount(worker) } : { debit: workerAccount(worker), credit: BOOKS.corrections }),
  }),
  bonus: (bonus: string, worker: string, amount: Minor): Transfer => ({
    kind: 'bonus', reference: bonus, debit: BOOKS.bonuses, credit: workerAccount(worker), amount,
  }),
  payout: (payout: string, worker: string, amount: Minor): Transfer => ({
    kind: 'payout', reference: payout, debit: workerAccount(worker), credit: BOOKS.inTransit, amount,
  }),
  payoutSent: (payout: string, amount: Minor): Transfer => ({
    kind: 'payout_sent', reference: payout, debit: BOOKS.inTransit, credit: BOOKS.bank, amount,
  }),
  payoutReturned: (payout: string, worker: string, amount: Minor): Transfer => ({
    kind: 'payout_returned', reference: payout, debit: BOOKS.inTransit, credit: workerAccount(worker), amount,
  }),
  /** A payout that was given up for rejected turns out to have arrived. */
  payoutResent: (payout: string, worker: string, amount: Minor): Transfer => ({
    kind: 'payout_resent', reference: payout, debit: workerAccount(worker), credit: BOOKS.inTransit, amount,
  }),
};

/** Throws `billing.bad_amount` unless it is a whole number of minor units above zero. */
export function requirePositive(amount: Minor): void {
  if (!Number.isInteger(amount) || amount <= 0 || amount > MAX_MINOR) throw badAmount(amount);
}
