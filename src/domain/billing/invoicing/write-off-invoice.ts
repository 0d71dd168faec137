import { allow } from '../../users';
import { clientAccount, transfers } from '../ledger/ledger';
import { requiredReason } from '../required-reason';
import type { BillingWork } from '../work';
import { openOf, requireMove, type Invoice } from './invoice';
import { findInvoice, requireNothingUnderWay, withNames } from './show-invoice';

/** Gives up what is still open of an invoice: it is uncollectible, and the loss is in the ledger (B6). Throws `billing.invoice_wrong_state`. */
export async function writeOffInvoice(w: BillingWork, input: { invoice: string; reason: string }): Promise<Invoice> {
  allow(w, 'write-off-invoice');
  const reason = requiredReason(input.reason);
  const { client } = await findInvoice(w, input.invoice);
  await w.billing.lockAll([clientAccount(client)]);
  const invoice = await findInvoice(w, input.invoice);
  requireMove(invoice, 'uncollectible');
  await requireNothingUnderWay(w, invoice);
  const amount = openOf(invoice);
  const id = w.newId();
  await w.billing.addWriteOff({ id, invoice: invoice.id, client, amount, madeBy: w.actor.personId ?? '', reason });
  await w.billing.post([transfers.writeOff(id, client, amount)]);
  await w.billing.moveInvoice(invoice.id, 'open', 'uncollectible');
  await w.emit({ type: 'invoice_written_off', write_off: id, invoice: invoice.id, client, amount_minor: amount });
  return withNames(w, await findInvoice(w, invoice.id));
}
