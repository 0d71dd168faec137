import type { Minor } from '../../shared/money';
import type { Transfer } from '../ledger/ledger';
import type { Outcome, InvoiceStatus } from '../invoicing/invoice';
import type { PayoutStatus } from '../payouts/payout';
import type { Tariff } from '../pricing/tariff';

/** The tables that are held against the log. */
export const BOOK_TABLES = [
  'prices', 'charges', 'earnings', 'bonuses', 'corrections', 'invoices', 'invoice_lines', 'billed_charges', 'credit_notes', 'write_offs', 'reopenings',
  'payments', 'payment_reversals', 'refunds', 'allocations', 'payouts', 'transfers',
] as const;
/** One of these tables. */
export type BookTable = (typeof BOOK_TABLES)[number];

/** What a column holds. */
export type BookValue = string | number | null;

/** A row of a table: its key's columns, joined, and what else is compared, by column. */
export interface BookRow {
  key: string;
  values: Record<string, BookValue>;
}

/** Where the log and the tables tell different things. */
export interface ReplayDifference {
  /** `table.column`, the table alone where a row is missing or too many, or `event.field` where an event contradicts those before it. */
  what: string;
  id: string;
  /** The order's or the invoice's number, or the payout's month, where there is one. */
  number: string | null;
  expected: BookValue;
  found: BookValue;
}

/** An order's charge while the log is gone through. */
export interface ChargeAgain {
  order: string;
  number: number;
  outcome: Outcome;
  amount: Minor;
  accruedAt: string;
  /** The event it came by. */
  event: string;
}

/** An invoice as the log makes it. */
export interface InvoiceAgain {
  id: string;
  client: string;
  cutOff: string;
  number: string | null;
  status: InvoiceStatus;
  issuedAt: string | null;
  replaces: string | null;
  total: Minor;
  credited: Minor;
  paid: Minor;
  /** The write-off that stands. */
  writeOff: { id: string; amount: Minor } | null;
  charges: ChargeAgain[];
}

/** A client's side of the books. */
export interface ClientAgain {
  /** On no invoice, by order number. */
  waiting: Map<number, ChargeAgain>;
  invoices: InvoiceAgain[];
  /** Payments that were not taken back, less refunds, less what invoices took. */
  credit: Minor;
  /** Money put on invoices, or taken off again, in order. */
  applied: { invoice: string; amount: Minor; isTold: boolean }[];
}

/** A payout as the log makes it. */
export interface PayoutAgain {
  id: string;
  worker: string;
  month: string;
  dueAt: string;
  createdAt: string;
  settledAt: string | null;
  status: PayoutStatus;
  amount: Minor;
}

/** A worker's side of the books. */
export interface WorkerAgain {
  entries: { at: string; event: string; amount: Minor }[];
  /** Paid out and not returned. */
  paidOut: Minor;
  /** The latest month that is closed. */
  closedMonth: string;
}

/** A price as the log makes it. */
export interface PriceAgain {
  tariff: number;
  listPrice: Minor;
  percent: number;
  price: Minor;
}

/** Everything that is known at some point of the log. */
export interface Books {
  readonly zone: string;
  readonly tariffs: readonly Tariff[];
  /** Those that were added later than this point of the log, or are withdrawn by then (ids). */
  newTariffs: Set<number>;
  /** From this event on the log tells everything; undefined where it never does. */
  readonly since: { id: string; at: string } | undefined;
  /** A transaction may take so many milliseconds from an event to its commit: what was said then, another may not have seen. */
  readonly lateMs: number;
  /** The transfers of these have no event that says so: they were begun before the log told it. */
  readonly olderPayouts: ReadonlySet<string>;
  prices: Map<string, PriceAgain>;
  placed: Map<string, { client: string; service: string; at: string; isNeeded: boolean }>;
  assignedBefore: Set<string>;
  clients: Map<string, ClientAgain>;
  workers: Map<string, WorkerAgain>;
  invoices: Map<string, InvoiceAgain>;
  payouts: Map<string, PayoutAgain>;
  /** Allocations as the log tells them. */
  told: { invoice: string; client: string; n: number; amount: Minor }[];
  parked: Set<string>;
  series: Map<string, number>;
  balances: Map<string, Minor>;
  rows: Map<BookTable, Map<string, BookRow & { number: string | null }>>;
  counts: { events: number; prices: number; older: { prices: number; invoices: number; payouts: number } };
  different: number;
  differences: ReplayDifference[];
}

/** Differences are told one by one up to so many. */
const TOLD = 1_000;

/** Notes a difference. */
export function differ(books: Books, difference: ReplayDifference): void {
  books.different += 1;
  if (books.differences.length < TOLD) books.differences.push(difference);
}

/** Notes a difference if two values are not the same. */
export function same(books: Books, what: string, subject: { id: string; number: string | null }, expected: BookValue, found: BookValue): void {
  if (expected !== found) differ(books, { what, ...subject, expected, found });
}

/** Notes what a table has to hold. */
export function put(books: Books, table: BookTable, key: readonly (string | number)[], number: string | null, values: BookRow['values']): void {
  const rows = books.rows.get(table) ?? new Map<string, BookRow & { number: string | null }>();
  books.rows.set(table, rows.set(key.join(' '), { key: key.join(' '), number, values }));
}

/** Notes what the ledger has to hold, and moves the balances. */
export function post(books: Books, at: string, number: string | null, { kind, reference, debit, credit, amount }: Transfer): void {
  put(books, 'transfers', [kind, reference], number, { debit, credit, amount_minor: amount, at });
  books.balances.set(debit, (books.balances.get(debit) ?? 0) + amount);
  books.balances.set(credit, (books.balances.get(credit) ?? 0) - amount);
}

/** A client's side, empty at first. */
export function clientOf(books: Books, id: string): ClientAgain {
  const known = books.clients.get(id) ?? { waiting: new Map(), invoices: [], credit: 0, applied: [] };
  books.clients.set(id, known);
  return known;
}

/** A worker's side, empty at first. */
export function workerOf(books: Books, id: string): WorkerAgain {
  const known = books.workers.get(id) ?? { entries: [], paidOut: 0, closedMonth: '' };
  books.workers.set(id, known);
  return known;
}

/** The next number of a gapless series. */
export function nextOf(books: Books, series: string): number {
  const next = (books.series.get(series) ?? 0) + 1;
  books.series.set(series, next);
  return next;
}

/** A part of an amount in basis points, rounded half-up: said once more, so that one slip can't be on both sides (B1). */
export function partOf(amount: Minor, basisPoints: number): Minor {
  return Number((BigInt(amount) * BigInt(basisPoints) * 2n + 10_000n) / 20_000n);
}
