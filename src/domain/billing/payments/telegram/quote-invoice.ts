import type { Minor } from '../../../shared/money';
import { allow } from '../../../users';
import { invoiceNotOpen, methodNotOffered } from '../../errors';
import { openOf } from '../../invoicing/invoice';
import { findInvoice, requireNothingUnderWay } from '../../invoicing/show-invoice';
import { tariffAt } from '../../pricing/tariff';
import type { BillingWork } from '../../work';
import { amountOf, payloadOf } from './offer';

/** What a client is asked to pay in the messenger for an invoice (B7). */
export interface TelegramQuote {
  invoice: string;
  number: string;
  /** ISO code. */
  currency: string;
  /** In the currency's minor units. */
  amount: number;
  /** The same in ours. */
  open: Minor;
  /** Comes back with the payment; says what was offered. */
  payload: string;
}

/**
 * What is open of an invoice, in the currency of payments in the messenger at the rate in force (B7); the invoice is named by number or
 * id. Throws `billing.invoice_not_open`, `billing.method_not_offered`, and `billing.collection_under_way` while a card may be charged for it.
 */
export async function quoteInvoice(w: BillingWork, input: { invoice: string }): Promise<TelegramQuote> {
  const invoice = await findInvoice(w, input.invoice);
  allow(w, 'quote-invoice', invoice.client);
  const { id, number, status } = invoice;
  const open = openOf(invoice);
  if (number === null || open === 0) throw invoiceNotOpen(number ?? id, status);
  await requireNothingUnderWay(w, invoice);
  const rate = tariffAt(await w.billing.tariffs(), w.now).telegram;
  const amount = rate ? amountOf({ open, rateMinor: rate.rateMinor }) : 0;
  if (!rate || amount === 0) throw methodNotOffered('telegram');
  return { invoice: id, number, currency: rate.currency, amount, open, payload: payloadOf({ invoice: id, open, ...rate }) };
}
