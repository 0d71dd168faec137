import { plainMoney, type Minor } from '../../shared/money';
import { yearOf } from '../../shared/time';
import { allow } from '../../users';
import { creditTooHigh, invoiceNotOpen } from '../errors';
import { clientAccount, requirePositive, transfers } from '../ledger/ledger';
import { requiredReason } from '../required-reason';
import type { BillingWork } from '../work';
import { closePaid, releaseMoney, spendCredit } from './apply-money';
import { creditNoteNumber, openOf, type CreditNote, type Invoice } from './invoice';
import { findInvoice, requireNothingUnderWay, withNames } from './show-invoice';

/**
 * Takes an amount off an issued invoice by a credit note (B6): first what is still to be paid of it; what was paid too much is the client's
 * credit. Throws `billing.credit_too_high` where less is left of the invoice, `billing.invoice_not_open` for one that was never in force.
 */
export async function creditInvoice(w: BillingWork, input: { invoice: string; amount: Minor; reason: string }): Promise<{ invoice: Invoice; note: CreditNote }> {
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
  await releaseMoney(w, invoice, Math.max(0, note.amount - openOf(invoice)));
  if (invoice.status === 'open' && note.amount >= openOf(invoice)) await closePaid(w, invoice, 'credit_note');
  await spendCredit(w, client);
  return { invoice: await withNames(w, await findInvoice(w, invoice.id)), note };
}
