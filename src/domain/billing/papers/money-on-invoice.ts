import type { Minor } from '../../shared/money';
import type { Invoice } from '../invoicing/invoice';
import { explainEntry } from '../why/explain-entry';
import { explainInvoice } from '../why/explain-invoice';
import { isBefore } from '../why/money-on';
import type { BillingWork } from '../work';

/** Money that came on an invoice, as its client is told of it. */
export interface MoneyOnInvoice {
  /** The invoice as it is now. */
  invoice: Invoice;
  amount: Minor;
  from: 'payment' | 'credit';
  /** What was still open of the invoice after it. */
  open: Minor;
  /** What of its payment no invoice took; told with one of the invoices that it went on. */
  toCredit: Minor;
  /** Whether it was there as the invoice was issued, or left nothing to pay: both are told of by themselves. */
  isToldElsewhere: boolean;
}

/**
 * Money that came on an invoice: that with this place among its client's (`n`), else the latest; null where there is none. For staff and for
 * its client. Throws `billing.invoice_not_found`.
 */
export async function moneyOnInvoice(w: BillingWork, input: { invoice: string; n?: number }): Promise<MoneyOnInvoice | null> {
  const { invoice, money, creditNotes } = await explainInvoice(w, input.invoice);
  const allocations = await w.billing.allocationsOn(invoice.id);
  const place = allocations.findLastIndex(({ n, amount }) => amount > 0 && (input.n === undefined || n === input.n));
  const found = money[place];
  if (!found || (found.from !== 'payment' && found.from !== 'credit')) return null;
  const { at, amount, from, payment } = found;
  const paid = money.slice(0, place + 1).reduce((sum, one) => sum + one.amount, 0);
  const credited = creditNotes.filter((note) => isBefore(note, found)).reduce((sum, note) => sum + note.amount, 0);
  const isFromIssue = from === 'credit' && at.getTime() === invoice.issuedAt?.getTime();
  const open = Math.max(0, invoice.total - paid - credited);
  return { invoice, amount, from, open, toCredit: await toCredit(w, invoice, payment), isToldElsewhere: isFromIssue || open === 0 };
}

async function toCredit(w: BillingWork, { number }: Invoice, payment: { id: string } | null): Promise<Minor> {
  const facts = payment && (await explainEntry(w, payment.id)).payment;
  return facts?.wentOn[0]?.invoice === number ? facts.toCredit : 0;
}
