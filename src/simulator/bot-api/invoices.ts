import { z } from 'zod';
import type { InvoiceRecord, TgInlineKeyboard, TgMessage } from '../world/types';
import { badRequest } from './api-error';
import { readMarkup } from './keyboards';
import type { Params } from './params';

const MAX_TITLE = 32;
const MAX_DESCRIPTION = 255;
const MAX_PAYLOAD_BYTES = 128;
const MIN_DOLLARS = 1;
const MAX_DOLLARS = 10_000;

/** What a dollar is worth, roughly: Telegram's limits are in dollars, and any other currency counts like one here. */
const PER_DOLLAR: Record<string, number> = { AMD: 390, CNY: 7, GEL: 2.7, INR: 85, JPY: 150, KZT: 500, RUB: 90, TRY: 35, UAH: 41, UZS: 12_700 };

const CURRENCIES = new Set(Intl.supportedValuesOf('currency'));
const priceList = z.array(z.looseObject({ label: z.string().min(1), amount: z.int() }));

/** An invoice as a message shows it, and as Telegram keeps it. */
export interface Invoice {
  shown: NonNullable<TgMessage['invoice']>;
  kept: InvoiceRecord;
  keyboard: TgInlineKeyboard;
}

/** Reads what sendInvoice is told and refuses it in Telegram's words. */
export function readInvoice(params: Params): Invoice {
  const title = required(params, 'title');
  const description = required(params, 'description');
  const payload = required(params, 'payload');
  const currency = required(params, 'currency');
  if (title.length > MAX_TITLE) throw badRequest('INVOICE_TITLE_TOO_LONG');
  if (description.length > MAX_DESCRIPTION) throw badRequest('INVOICE_DESCRIPTION_TOO_LONG');
  if (Buffer.byteLength(payload) > MAX_PAYLOAD_BYTES) throw badRequest('INVOICE_PAYLOAD_INVALID');
  if (!/^\d+:(TEST|LIVE):\S+$/.test(params.text('provider_token') ?? '')) throw badRequest('PAYMENT_PROVIDER_INVALID');
  if (!CURRENCIES.has(currency)) throw badRequest('CURRENCY_INVALID');
  const prices = readPrices(params);
  const total_amount = prices.reduce((sum, { amount }) => sum + amount, 0);
  if (!withinLimits(total_amount, currency)) throw badRequest('CURRENCY_TOTAL_AMOUNT_INVALID');
  return {
    shown: { title, description, start_parameter: params.text('start_parameter') ?? '', currency, total_amount },
    kept: { payload, prices, paid: false },
    keyboard: readKeyboard(params, `Pay ${(total_amount / unitOf(currency)).toFixed(digitsOf(currency))} ${currency}`),
  };
}

function required(params: Params, name: string): string {
  const value = params.text(name) ?? '';
  if (value.trim() === '') throw badRequest(`parameter "${name}" is required`);
  return value;
}

function readPrices(params: Params): InvoiceRecord['prices'] {
  const raw = params.json('prices');
  if (raw === undefined) throw badRequest('parameter "prices" is required');
  const parsed = priceList.safeParse(raw);
  if (!parsed.success) throw badRequest("can't parse prices: Expected an Array of LabeledPrice");
  if (parsed.data.length === 0) throw badRequest('there must be at least one price');
  return parsed.data.map(({ label, amount }) => ({ label, amount }));
}

/** The buttons of an invoice: its own, the first of which pays, or one that pays. */
function readKeyboard(params: Params, label: string): TgInlineKeyboard {
  const markup = readMarkup(params.json('reply_markup'));
  if (markup.kind !== 'inline') return { inline_keyboard: [[{ text: label, pay: true }]] };
  if (markup.keyboard.inline_keyboard[0]?.[0]?.pay !== true) throw badRequest('REPLY_MARKUP_BUY_EMPTY');
  return markup.keyboard;
}

function withinLimits(amount: number, currency: string): boolean {
  const dollars = amount / unitOf(currency) / (PER_DOLLAR[currency] ?? 1);
  return dollars >= MIN_DOLLARS && dollars <= MAX_DOLLARS;
}

const unitOf = (currency: string) => 10 ** digitsOf(currency);

function digitsOf(currency: string): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}
