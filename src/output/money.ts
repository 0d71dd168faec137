import type { InCurrency } from '../domain/billing';
import { DomainError } from '../domain/shared/errors';
import { parseMoney, plainMoney, type Minor } from '../domain/shared/money';
import { badValue } from './usage';

/** An amount for people: `10,240.00`, `-40.00`. */
export function money(amount: Minor): string {
  return plainMoney(amount).replace(/\B(?=(\d{3})+\.)/g, ',');
}

/** A count for people: `10,214`. */
export function count(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** A number of things: `1 invoice`, `2 invoices`. */
export function counted(value: number, thing: string): string {
  return `${count(value)} ${thing}${value === 1 ? '' : 's'}`;
}

/** Thousands set apart as `money` sets them apart: `10,240.00`. */
const GROUPED = /^-?\d{1,3}(,\d{3})+\.\d{1,2}$/;
/** `1,000`, `1.000` and `1.000,00` are a thousand to some and one to others. */
const AMBIGUOUS = /^-?\d{1,3}([.,]\d{3})+([.,]\d{1,2})?$/;
const TOO_LONG = /^-?\d{14,}([.,]\d{1,2})?$/;
const MOST: Minor = 9_999_999_999_999_99;

/** Reads an amount given as `95`, `95.00`, `95,00` or `10,240.00`; throws `cli.usage` for anything else, and says so where it could mean two sums. */
export function readMoney(name: string, text: string): Minor {
  const given = text.trim();
  const amount = parseMoney(GROUPED.test(given) ? given.replaceAll(',', '') : given);
  if (amount !== undefined) return amount;
  if (AMBIGUOUS.test(given)) throw new DomainError('cli.usage', 'usage', { problem: 'two_sums', name, value: text });
  if (TOO_LONG.test(given)) throw tooMuch(name, text, MOST);
  throw badValue(name, text, '95.00');
}

/** An amount above what can be given there. */
export const tooMuch = (name: string, text: string, most: Minor) => new DomainError('cli.usage', 'usage', { problem: 'too_much', name, value: text, most: money(most) });

/** What a sum above zero is for; the error for another one says how that is done. */
export type Purpose = 'payment' | 'credit' | 'refund' | 'bonus';

/** Reads an amount above zero; throws `billing.bad_amount` for zero and less, else as `readMoney`. */
export function readSum(name: string, text: string, purpose: Purpose): Minor {
  const amount = readMoney(name, text);
  if (amount <= 0) throw new DomainError('billing.bad_amount', 'invalid', { amount_minor: amount, flag: name, problem: purpose });
  return amount;
}

/** What was paid in another currency, and what 1.00 of ours was worth in it: `41.80 EUR at 0.44`. */
export const inCurrencyTold = ({ amount, currency, rateMinor }: InCurrency): string => `${foreign(amount, currency)} ${currency} at ${foreign(rateMinor, currency)}`;

/** An amount given in the smallest coins of a currency. */
function foreign(amount: number, currency: string): string {
  const digits = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  return new Intl.NumberFormat('en', { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(amount / 10 ** digits);
}

/** A price as a sum: `95.00 = 100.00 - 5 %`, or the price alone where there is no discount. */
export function priceSum(price: { listPrice: Minor; percent: number; price: Minor }): string {
  return price.percent === 0 ? money(price.price) : `${money(price.price)} = ${money(price.listPrice)} - ${price.percent} %`;
}
