import type { Minor } from '../../shared/money';
import { allow, requiredText } from '../../users';
import { paymentRepeated } from '../errors';
import { clientAccount, requirePositive, transfers } from '../ledger/ledger';
import type { BillingWork } from '../work';
import { applyMoney } from './apply-money';
import type { Invoice } from './invoice';
import { findInvoice, withNames } from './show-invoice';

/** The longest reference, in characters. */
const REFERENCE_MAX = 100;

/**
 * Records money that arrived for an open invoice, which is named by number or id (B6, B7: the manual method). A part keeps it open, an
 * excess becomes credit. Throws `billing.payment_repeated` for a known reference, `billing.invoice_not_open`, `billing.bad_amount`.
 */
export async function recordPayment(
  w: BillingWork,
  input: { invoice: string; amount: Minor; reference?: string | undefined },
): Promise<Invoice> {
  allow(w, 'record-payment');
  requirePositive(input.amount);
  const id = w.newId();
  const reference = requiredText('reference', input.reference ?? id, REFERENCE_MAX);
  const { client } = await findInvoice(w, input.invoice);
  await w.billing.lock(clientAccount(client));
  const invoice = await findInvoice(w, input.invoice);
  const isNew = await w.billing.addPayment({ id, client, invoice: invoice.id, reference, amount: input.amount });
  if (!isNew) throw paymentRepeated(reference);
  await w.billing.post(transfers.payment(id, client, input.amount));
  await w.emit({ type: 'payment_received', payment: id, invoice: invoice.id, client, amount_minor: input.amount });
  await applyMoney(w, invoice, { available: input.amount, method: 'manual' });
  return withNames(w, await findInvoice(w, invoice.id));
}
