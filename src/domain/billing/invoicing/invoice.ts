import type { Minor } from '../../shared/money';
import { invoiceNotOpen } from '../errors';

/** How an order ended; each of them is charged (B7). */
export type Outcome = 'completed' | 'failed' | 'cancelled';

/** The states of an invoice (B6). */
export type InvoiceStatus = 'draft' | 'open' | 'paid' | 'uncollectible' | 'void';

/** The order that an amount is for, as far as billing knows it. */
export interface ChargedOrder {
  id: string;
  number: number;
  at: Date;
}

/** One order on an invoice. */
export interface InvoiceLine {
  order: ChargedOrder;
  serviceRu: string;
  serviceEn: string;
  outcome: Outcome;
  listPrice: Minor;
  /** The discount in per cent. */
  percent: number;
  amount: Minor;
}

/** What a client owes for one order, from the moment it ended (B4). */
export interface Charge extends InvoiceLine {
  client: string;
  accruedAt: Date;
}

/** An invoice as it is stored; `client` is an id. */
export interface InvoiceRecord {
  id: string;
  /** `2026-000017`, from the moment it is issued. */
  number: string | null;
  client: string;
  status: InvoiceStatus;
  cutOff: Date;
  issuedAt: Date | null;
  total: Minor;
  /** What was paid of it so far. */
  paid: Minor;
  lines: InvoiceLine[];
}

/** An invoice as it is shown. */
export interface Invoice extends Omit<InvoiceRecord, 'client'> {
  client: { id: string; name: string };
  /** What is still to be paid of it. */
  open: Minor;
}

const MOVES: Record<InvoiceStatus, readonly InvoiceStatus[]> = {
  draft: ['open'],
  open: ['paid', 'uncollectible', 'void'],
  paid: [],
  uncollectible: [],
  void: [],
};

/** Whether an invoice may go from one state to another (B6). */
export function canMove(from: InvoiceStatus, to: InvoiceStatus): boolean {
  return MOVES[from].includes(to);
}

/** What is still to be paid of an invoice. */
export function openOf(invoice: Pick<InvoiceRecord, 'status' | 'total' | 'paid'>): Minor {
  return invoice.status === 'open' ? invoice.total - invoice.paid : 0;
}

/** How much of some money an invoice takes; the rest is credit. Throws `billing.invoice_not_open` (B6). */
export function takes(invoice: Pick<InvoiceRecord, 'id' | 'number' | 'status' | 'total' | 'paid'>, available: Minor): Minor {
  if (!canMove(invoice.status, 'paid')) throw invoiceNotOpen(invoice.number ?? invoice.id, invoice.status);
  return Math.min(openOf(invoice), available);
}

/** What an invoice over these lines adds up to. */
export function totalOf(lines: readonly Pick<InvoiceLine, 'amount'>[]): Minor {
  return lines.reduce((sum, line) => sum + line.amount, 0);
}

/** An invoice's number: the year of its cut-off, and its place in that year. */
export function invoiceNumber(year: number, place: number): string {
  return `${year}-${String(place).padStart(6, '0')}`;
}
