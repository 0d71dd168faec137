import { plainMoney, type Minor } from '../../shared/money';
import { yearOf } from '../../shared/time';
import { allow } from '../../users';
import { creditTooHigh, invoiceNotOpen } from '../errors';
import { clientAccount, requirePositive, transfers } from '../ledger/ledger';
import { requiredReason } from '../required-reason';
import type { BillingWork } from '../work';
import { closePaid, releaseMoney, spendCredit, type WentOn } from './apply-money';
import { creditNoteNumber, openOf, type CreditNote, type Invoice } from './invoice';
import { allWithNames, findInvoice, requireNothingUnderWay, withNames } from './show-invoice';

/** What a credit note did. */
interface Credited {
  invoice: Invoice;
  note: CreditNote;
  /** What of it had been paid, and became the client's credit. */
  returned: Minor;
  /** What of the client's credit then went on its other open invoices. */
  spent: { invoice: Invoice; amount: Minor }[];
}

/**
 * Takes an amount off an issued invoice by a credit note (B6): first what is still to be paid of it; what was paid too much is the client's
 * credit. Throws `billing.credit_too_high` where less is left of the invoice, `billing.invoice_not_open` for one that was never in force.
 */
export async function creditInvoice(w: BillingWork, input: { invoice: string; amount: Minor; reason: string }): Promise<Credited> {
  allow(w, 'credit-invoice');
  requirePositive(input.amount);
  const reason = requiredReason(input.reason);
  const { client } = await findInvoice(w, input.invoice);
  await w.billing.lockAll([clientAccount(client)]);
  const invoice = await findInvoice(w, input.invoice);
  if (invoice.status !== 'open' && invoice.status !== 'paid') throw invoiceNotOpen(invoice.number ?? invoice.id, invoice.status);
  await requireNothingUnderWay(w, invoice);
  const left = invoice.total - invoice.credited;
  if (input.amount > left) throw creditTooHigh(invoice.number ?? invoice.id, plainMoney(left));
  const year = yearOf(w.now, w.zone);
  const number = creditNoteNumber(year, await w.billing.nextCreditNote(year));
  const note: CreditNote = { id: w.newId(), number, invoice: invoice.id, client, amount: input.amount, reason, issuedBy: w.actor.personId ?? '', at: w.now };
  await w.billing.addCreditNote(note);
  await w.billing.post([transfers.creditNote(note.id, client, note.amount)]);
  await w.emit({ type: 'credit_note_issued', credit_note: note.id, invoice: invoice.id, client, amount_minor: note.amount });
  const returned = Math.max(0, note.amount - openOf(invoice));
  await releaseMoney(w, invoice, returned);
  if (invoice.status === 'open' && note.amount >= openOf(invoice)) await closePaid(w, invoice, 'credit_note');
  const spent = await namedSpent(w, await spendCredit(w, client));
  return { invoice: await withNames(w, await findInvoice(w, invoice.id)), note, returned, spent };
}

async function namedSpent(w: BillingWork, went: readonly WentOn[]): Promise<Credited['spent']> {
  const invoices = went.length === 0 ? [] : await allWithNames(w, await w.billing.invoices({ ids: went.map(({ invoice }) => invoice) }));
  return invoices.map((invoice) => ({ invoice, amount: went.find((one) => one.invoice === invoice.id)?.amount ?? 0 }));
}
