import type { Minor } from '../../shared/money';
import { findPerson } from '../../users';
import { invoiceNotFound } from '../errors';
import type { InCurrency, InvoiceStatus, PaymentMethod } from '../invoicing/invoice';
import { explainInvoice, type ExplainedLine, type InvoiceExplanation } from '../why/explain-invoice';
import { isBefore } from '../why/money-on';
import type { BillingWork } from '../work';
import { chargedByCard, type ChargedByCard } from './charged-by-card';
import { discountStarts } from './discount-starts';
import { paidInCurrency } from './paid-in-currency';

/** What an invoice's paper says, as facts: words and language come when it is drawn. */
export interface InvoicePaperFacts {
  number: string;
  status: Exclude<InvoiceStatus, 'draft'>;
  issuedAt: Date;
  cutOff: Date;
  replaces: string | null;
  replacedBy: string | null;
  client: { name: string; number: number };
  lines: ExplainedLine[];
  total: Minor;
  credited: Minor;
  paid: Minor;
  open: Minor;
  /** A reason is null once it is erased. `place`: which of all that became of the invoice it was, as of payments. */
  creditNotes: { number: string; at: Date; amount: Minor; reason: string | null; place: number }[];
  /** What of each payment it took; below zero what went back to the client's credit, or off it with a payment taken back. They add up to `paid`. */
  payments: InvoicePayment[];
  /** How a card pays it by itself; missing where none does. */
  card?: ChargedByCard;
  /** What a discount takes, by the version of the tariff. */
  discountStarts: ReadonlyMap<number, Minor>;
}

/** Money on an invoice; `of`: the whole payment, where this invoice took a part of it; `replaced`: its payment was taken back, and the client's credit took its place; `inCurrency`: what the whole payment was in the messenger's currency. */
interface InvoicePayment {
  at: Date;
  amount: Minor;
  of: Minor | null;
  place: number;
  method: PaymentMethod | 'credit' | 'taken_off' | 'taken_back' | 'taken_instead' | 'replaced';
  inCurrency: InCurrency | null;
}

/** The facts of an invoice's paper, by number or id, for staff and for its client (B6). A draft has no paper. Throws `billing.invoice_not_found`. */
export async function invoicePaper(w: BillingWork, reference: string): Promise<InvoicePaperFacts> {
  const { invoice, lines, creditNotes, money } = await explainInvoice(w, reference);
  const { number, status, issuedAt, cutOff, replaces, replacedBy, total, credited, paid, open } = invoice;
  if (number === null || status === 'draft') throw invoiceNotFound(reference);
  const client = await findPerson(w, invoice.client.id);
  const [currencies, card] = [await paidInCurrency(w, money), await chargedByCard(w, invoice)];
  const moves = [...creditNotes, ...money];
  const placeOf = (one: { id: string }) => moves.filter((other) => isBefore(other, one)).length;
  return {
    number,
    status,
    issuedAt: issuedAt ?? cutOff,
    cutOff,
    replaces,
    replacedBy,
    client: { name: client.name, number: client.number },
    lines,
    total,
    credited,
    paid,
    open,
    creditNotes: creditNotes.map(({ number: note, at, amount, reason, id }) => ({ number: note, at, amount, reason, place: placeOf({ id }) })),
    // What a voided invoice gave back it never kept.
    payments: status === 'void' ? [] : money.map((one, at) => ({ ...paymentOf(one), place: placeOf(one), inCurrency: currencies[at] ?? null })),
    ...(card && { card }),
    discountStarts: await discountStarts(w),
  };
}

function paymentOf({ at, amount, from, payment, replaced }: InvoiceExplanation['money'][number]): Omit<InvoicePayment, 'inCurrency' | 'place'> {
  if (from !== 'payment' || replaced > 0) return { at, amount, of: null, method: from === 'payment' ? 'replaced' : from };
  const isPart = payment !== null && payment.amount !== amount;
  return { at, amount, of: isPart ? payment.amount : null, method: payment?.method ?? 'manual' };
}
