import type { Minor } from '../../shared/money';
import { findPerson } from '../../users';
import { invoiceNotFound } from '../errors';
import type { InCurrency, InvoiceStatus, PaymentMethod } from '../invoicing/invoice';
import { explainInvoice, type ExplainedLine, type InvoiceExplanation } from '../why/explain-invoice';
import type { BillingWork } from '../work';
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
  /** A reason is null once it is erased. */
  creditNotes: { number: string; at: Date; amount: Minor; reason: string | null }[];
  /** What of each payment it took; below zero what went back to the client's credit, or off it with a payment taken back. They add up to `paid`. */
  payments: InvoicePayment[];
  /** What a discount takes, by the version of the tariff. */
  discountStarts: ReadonlyMap<number, Minor>;
}

/** Money on an invoice; `replaced`: its payment was taken back, and the client's credit took its place; `inCurrency`: what the whole payment was in the messenger's currency. */
interface InvoicePayment {
  at: Date;
  amount: Minor;
  method: PaymentMethod | 'credit' | 'taken_off' | 'taken_back' | 'replaced';
  inCurrency: InCurrency | null;
}

/** The facts of an invoice's paper, by number or id, for staff and for its client (B6). A draft has no paper. Throws `billing.invoice_not_found`. */
export async function invoicePaper(w: BillingWork, reference: string): Promise<InvoicePaperFacts> {
  const { invoice, lines, creditNotes, money } = await explainInvoice(w, reference);
  const { number, status, issuedAt, cutOff, replaces, replacedBy, total, credited, paid, open } = invoice;
  if (number === null || status === 'draft') throw invoiceNotFound(reference);
  const client = await findPerson(w, invoice.client.id);
  const currencies = await paidInCurrency(w, money);
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
    creditNotes: creditNotes.map(({ number: note, at, amount, reason }) => ({ number: note, at, amount, reason })),
    // What a voided invoice gave back it never kept.
    payments: status === 'void' ? [] : money.map((one, at) => ({ ...paymentOf(one), inCurrency: currencies[at] ?? null })),
    discountStarts: await discountStarts(w),
  };
}

function paymentOf({ at, amount, from, payment, replaced }: InvoiceExplanation['money'][number]): Omit<InvoicePayment, 'inCurrency'> {
  return { at, amount, method: from !== 'payment' ? from : replaced > 0 ? 'replaced' : (payment?.method ?? 'manual') };
}
