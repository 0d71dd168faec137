import type { Minor } from '../../shared/money';
import type { Outcome, PaymentMethod } from '../invoicing/invoice';

/** What an order brought; ids are those of people. */
export interface Accrued {
  order: string;
  charge: { client: string; outcome: Outcome; listPrice: Minor; percent: number; amount: Minor; at: Date } | null;
  earning: { worker: string; kind: 'earning' | 'fine'; amount: Minor; at: Date } | null;
}

/** Money put on an invoice; below zero where it was taken off again. */
export interface Allocation {
  id: string;
  n: number;
  amount: Minor;
  at: Date;
}

/** Entries of the ledger that have no paper of their own. */
export type EntryKind = 'payment' | 'refund' | 'bonus' | 'correction';

/** Such an entry as it is stored; people are ids. */
export interface EntryRecord {
  id: string;
  kind: EntryKind;
  person: string;
  /** Of a correction: below zero where it took away. */
  amount: Minor;
  at: Date;
  by: string | null;
  reason: string | null;
}

/** What was given up of an invoice, or, below zero, asked for again. */
export interface WriteOff {
  id: string;
  /** Of the ledger's row. */
  booked: string;
  amount: Minor;
  /** A person (id). */
  madeBy: string;
  /** Gone once it is erased. */
  reason: string | null;
  at: Date;
}

/** A payment as it is stored. */
export interface Received {
  id: string;
  /** The invoice it named (id). */
  invoice: string | null;
  method: PaymentMethod;
  amount: Minor;
  /** Gone once it is erased, and null where there was none. */
  reference: string | null;
  at: Date;
  /** How it was taken back: by whom (id), and why; null where it counts. */
  reversal: { at: Date; by: string; reason: string | null } | null;
}
