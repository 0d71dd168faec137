import type { Minor } from '../../shared/money';
import { invoiceNotOpen, invoiceWrongState } from '../errors';
import type { TelegramRate } from '../pricing/tariff';

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
  /** Of a draft: when it will be issued by itself. */
  reviewUntil: Date | null;
  /** The number of the voided invoice it replaces. */
  replaces: string | null;
  /** The number of the invoice that replaces it. */
  replacedBy: string | null;
  total: Minor;
  /** What credit notes took off it. */
  credited: Minor;
  /** What was paid of it so far. */
  paid: Minor;
  lines: InvoiceLine[];
}

/** The parts of an invoice that say what is still to be paid. */
export type Owing = Pick<InvoiceRecord, 'status' | 'total' | 'credited' | 'paid'>;

/** An invoice as it is shown. */
export interface Invoice extends Omit<InvoiceRecord, 'client'> {
  client: { id: string; name: string };
  /** What is still to be paid of it. */
  open: Minor;
}

/** How money came (B7). */
export type PaymentMethod = 'manual' | 'card' | 'telegram';

/** What a payment was in the currency it came in (B7). */
export interface InCurrency extends TelegramRate {
  /** The whole payment, in the currency's minor units. */
  amount: number;
}

/** A paper that takes something off an issued invoice, as it is stored; people are ids (B6). */
export interface CreditNote {
  id: string;
  /** `CN-2026-000003`: gapless, like invoices. */
  number: string;
  invoice: string;
  client: string;
  amount: Minor;
  /** Gone once it is erased. */
  reason: string | null;
  issuedBy: string;
  at: Date;
}

const MOVES: Record<InvoiceStatus, readonly InvoiceStatus[]> = {
  draft: ['open', 'void'],
  open: ['paid', 'uncollectible', 'void'],
  // A payment that was booked by mistake is taken off it again.
  paid: ['open'],
  // What was given up is asked for again.
  uncollectible: ['open'],
  void: [],
};

/** Whether an invoice may go from one state to another (B6). */
export function canMove(from: InvoiceStatus, to: InvoiceStatus): boolean {
  return MOVES[from].includes(to);
}

/** What is still to be paid of an invoice. */
export function openOf(invoice: Owing): Minor {
  return invoice.status === 'open' ? invoice.total - invoice.credited - invoice.paid : 0;
}

/** Throws `billing.invoice_wrong_state` unless an invoice may go to a state (B6). */
export function requireMove(invoice: Pick<InvoiceRecord, 'id' | 'number' | 'status'>, to: InvoiceStatus): void {
  if (!canMove(invoice.status, to)) throw invoiceWrongState(invoice.number ?? invoice.id, invoice.status, to);
}

/** How much of some money an invoice takes; the rest is credit. Throws `billing.invoice_not_open` (B6). */
export function takes(invoice: Owing & Pick<InvoiceRecord, 'id' | 'number'>, available: Minor): Minor {
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

/** A credit note's number: the year it was issued in, and its place in that year. */
export function creditNoteNumber(year: number, place: number): string {
  return `CN-${invoiceNumber(year, place)}`;
}
