import { allow } from '../../users';
import { invoiceNotGivenUp } from '../errors';
import { clientAccount, transfers } from '../ledger/ledger';
import { requiredReason } from '../required-reason';
import type { BillingWork } from '../work';
import { spendWaitingCredit } from './apply-money';
import type { Invoice } from './invoice';
import { findInvoice, withNames } from './show-invoice';

/**
 * Asks again for what was given up of an invoice: the loss is taken back by an entry dated today, the invoice is open, and what credit waits
 * pays it (B6, B11). No card is charged for it by itself. Throws `billing.invoice_wrong_state`.
 */
export async function reopenInvoice(w: BillingWork, input: { invoice: string; reason: string }): Promise<Invoice> {
  allow(w, 'reopen-invoice');
  const reason = requiredReason(input.reason);
  const { client } = await findInvoice(w, input.invoice);
  await w.billing.lockAll([clientAccount(client)]);
  const invoice = await findInvoice(w, input.invoice);
  const given = (await w.billing.writeOffs(invoice.id)).at(-1);
  if (invoice.status !== 'uncollectible' || !given) throw invoiceNotGivenUp(invoice.number ?? invoice.id, invoice.status);
  const { id: writeOff, amount } = given;
  const id = w.newId();
  await w.billing.addReopening({ id, writeOff, invoice: invoice.id, client, amount, madeBy: w.actor.personId ?? '', reason });
  await w.billing.post([transfers.reopening(id, client, amount)]);
  await w.billing.reopenInvoice(invoice.id, 'uncollectible');
  await w.emit({ type: 'invoice_reopened', reopening: id, write_off: writeOff, invoice: invoice.id, client, amount_minor: amount });
  await spendWaitingCredit(w, client);
  return withNames(w, await findInvoice(w, invoice.id));
}
