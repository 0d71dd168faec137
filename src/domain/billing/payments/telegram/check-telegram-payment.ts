import { allow } from '../../../users';
import { openOf, type InvoiceRecord } from '../../invoicing/invoice';
import { tariffAt } from '../../pricing/tariff';
import type { BillingWork } from '../../work';
import { amountOf, readPayload } from './offer';

/** Why a payment in the messenger is not let through: the offer is none of ours, is paid, differs from what is open or from the rate by now, or a card is being charged for it. */
export type TelegramRefusal = 'bad_payload' | 'not_open' | 'amount_changed' | 'rate_changed' | 'under_way';

/** Whether a payment may go through that a client is about to make in the messenger, by what the books say now (B7). Nothing is kept. */
export async function checkTelegramPayment(
  w: BillingWork,
  input: { payload: string; currency: string; amount: number },
): Promise<{ ok: true } | { ok: false; reason: TelegramRefusal }> {
  const offer = readPayload(input.payload);
  const invoice = offer && (await w.billing.invoices({ ids: [offer.invoice] }))[0];
  allow(w, 'check-telegram-payment', invoice?.client ?? w.actor.personId);
  if (!offer || !invoice) return { ok: false, reason: 'bad_payload' };
  const reason = await refusalOf(w, invoice, { ...offer, asked: input });
  return reason ? { ok: false, reason } : { ok: true };
}

interface Asked {
  open: number;
  currency: string;
  rateMinor: number;
  asked: { currency: string; amount: number };
}

async function refusalOf(w: BillingWork, invoice: InvoiceRecord, { asked, ...offer }: Asked): Promise<TelegramRefusal | undefined> {
  if (invoice.status !== 'open') return 'not_open';
  if (openOf(invoice) !== offer.open) return 'amount_changed';
  if (await w.billing.isBeingCollected(invoice.id)) return 'under_way';
  const rate = tariffAt(await w.billing.tariffs(), w.now).telegram;
  if (rate?.currency !== offer.currency || rate.rateMinor !== offer.rateMinor || asked.currency !== offer.currency) return 'rate_changed';
  return asked.amount === amountOf(offer) ? undefined : 'amount_changed';
}
