import { proportion, share, type Minor } from '../../../shared/money';
import type { TelegramRate } from '../../pricing/tariff';

/** What a client was asked to pay in the messenger: an invoice, what was open of it then, and by which rate (B7). */
export interface Offer extends TelegramRate {
  invoice: string;
  open: Minor;
}

/** What an offer comes to in the minor units of its currency; rounded half-up once. */
export function amountOf({ open, rateMinor }: Pick<Offer, 'open' | 'rateMinor'>): number {
  return share(open, rateMinor * 100);
}

/** What an amount in minor units of a currency is worth in ours: what was offered for it, else by the rate. */
export function worthOf(offer: Pick<Offer, 'open' | 'rateMinor'>, amount: number): Minor {
  return amount === amountOf(offer) ? offer.open : proportion(amount, 100, offer.rateMinor);
}

/** An offer as the messenger carries it, at most 80 bytes. */
export function payloadOf({ invoice, open, currency, rateMinor }: Offer): string {
  return ['i1', invoice, open, currency, rateMinor].join(':');
}

/** Reads what `payloadOf` wrote; undefined where it is something else. */
export function readPayload(payload: string): Offer | undefined {
  const found = /^i1:([0-9a-f-]{36}):([1-9]\d{0,15}):([A-Z]{3}):([1-9]\d{0,6})$/.exec(payload);
  const [, invoice, open, currency, rateMinor] = found ?? [];
  if (invoice === undefined || currency === undefined) return undefined;
  return { invoice, open: Number(open), currency, rateMinor: Number(rateMinor) };
}
