import { createHash } from 'node:crypto';

import type { Minor } from '../../../shared/money';
import { allow } from '../../../users';
import { clientAccount } from '../../ledger/ledger';
import type { BillingWork } from '../../work';
import { takeMoney } from '../take-money';
import { readPayload, worthOf, type Offer } from './offer';

/** A payment that the messenger says was made. */
export interface TelegramPayment {
  payload: string;
  /** ISO code. */
  currency: string;
  /** In the currency's minor units. */
  amount: number;
  /** The payment provider's id of it. */
  charge: string;
}

/** Where money from the messenger went; `repeated` where it was told before. */
export interface TelegramReceipt {
  /** Ids of the invoices it is on. */
  invoices: string[];
  /** What none of them took. */
  credit: Minor;
  repeated: boolean;
  /** Whether it is in the books; otherwise staff have to find out what it was for. */
  isPlaced: boolean;
}

/** References of payments have so many characters at most. */
const REFERENCE_MAX = 100;

/**
 * Books a payment made in the messenger, once for the provider's charge however often it is told (B7). Money that arrived is never refused:
 * another amount counts by the rate, and what its invoice doesn't take any more is credit. What was never offered here is left to staff, once.
 */
export async function recordTelegramPayment(w: BillingWork, input: TelegramPayment): Promise<TelegramReceipt> {
  allow(w, 'record-telegram-payment');
  const reference = referenceOf(input.charge);
  const offer = readPayload(input.payload);
  const invoice = offer && (await w.billing.invoices({ ids: [offer.invoice] }))[0];
  if (!offer || !invoice || (await w.billing.isUnplaced(reference))) return leaveToStaff(w, reference, input);
  const { client } = invoice;
  await w.billing.lockAll([clientAccount(client)]);
  if (await w.billing.isPaymentKnown({ method: 'telegram', reference })) return { invoices: [], credit: 0, repeated: true, isPlaced: true };
  const rateMinor = await rateOf(w, offer, input.currency);
  const amount = rateMinor === undefined ? 0 : worthOf({ open: input.currency === offer.currency ? offer.open : 0, rateMinor }, input.amount);
  if (rateMinor === undefined || amount === 0) return leaveToStaff(w, reference, input);
  const inCurrency = { currency: input.currency, amount: input.amount, rateMinor };
  return { ...(await takeMoney(w, { client, invoice: invoice.id, amount, reference, method: 'telegram', inCurrency })), repeated: false, isPlaced: true };
}

const referenceOf = (charge: string) => (charge.trim().length <= REFERENCE_MAX ? charge.trim() : createHash('sha256').update(charge.trim()).digest('hex'));

async function leaveToStaff(w: BillingWork, reference: string, { currency, amount }: TelegramPayment): Promise<TelegramReceipt> {
  const isNew = await w.billing.addUnplaced(reference);
  if (isNew) await w.emit({ type: 'payment_unplaced', charge: reference, amount, currency });
  return { invoices: [], credit: 0, repeated: !isNew, isPlaced: false };
}

/** The rate of the offer; the latest one of its currency where it came in another; undefined where nobody can tell. */
async function rateOf(w: BillingWork, offer: Offer, currency: string): Promise<number | undefined> {
  if (currency === offer.currency) return offer.rateMinor;
  return (await w.billing.tariffs()).flatMap(({ telegram }) => (telegram?.currency === currency ? [telegram.rateMinor] : [])).at(-1);
}
