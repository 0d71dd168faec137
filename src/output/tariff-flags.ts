import type { Tariff, TariffChange } from '../domain/billing';
import { DomainError } from '../domain/shared/errors';
import { MAX_MINOR } from '../domain/shared/money';
import { readMoney, tooMuch } from './money';
import { WEEKDAYS } from './tariff';
import { badValue, missing } from './usage';

/** How the text of a flag becomes a number of the tariff; undefined where it cannot be read. */
interface TariffFlag<F extends keyof TariffChange> {
  field: F;
  example: string;
  read: (text: string, name: string) => Tariff[F] | undefined;
}

const flag = <F extends keyof TariffChange>(field: F, example: string, read: TariffFlag<F>['read']): TariffFlag<keyof TariffChange> => ({ field, example, read });

const readAmount = (text: string, name: string) => readMoney(name, text);
/** Of such a price every share can still be reckoned (B1); `changeTariff` refuses more. */
const MOST_PRICE = Math.trunc(MAX_MINOR / 10_000);
const wholeNumber = (text: string) => (/^\d{1,9}$/.test(text) ? Number(text) : undefined);
const isNone = (text: string) => text.toLowerCase() === 'none';

/** The flags of a new version, each with the number that it changes. */
const FLAGS = {
  'base-price': flag('basePrice', '110.00', readPrice),
  discount: flag('tiers', '"10000:5 20000:6", none', readTiers),
  'worker-share': flag('workerShareBp', '60', readShare),
  fine: flag('fine', '40.00', readAmount),
  billing: flag('billing', '"sunday 20:00"', readWeekly),
  'review-hours': flag('reviewHours', '24', wholeNumber),
  'retry-days': flag('retryDays', '1,3,7', readDays),
  'payout-hour': flag('payoutHour', '20', wholeNumber),
  telegram: flag('telegram', 'EUR:95, none', readRate),
};

/** The name of such a flag, without its dashes. */
export type TariffFlagName = keyof typeof FLAGS;
const NAMES = Object.keys(FLAGS) as TariffFlagName[];

/** What was given for each. */
export type TariffFlags = Partial<Record<TariffFlagName, string | undefined>>;

/** Reads a new version's numbers; throws `cli.usage` for what cannot be read, and where there is none at all. */
export function readTariff(given: TariffFlags): TariffChange {
  const named = NAMES.flatMap((name) => (given[name] === undefined ? [] : [[name, given[name].trim()] as const]));
  if (named.length === 0) throw missing([NAMES.map((name) => `--${name}`).join(' / ')]);
  return Object.fromEntries(named.map(([name, text]) => [FLAGS[name].field, read(name, text)]));
}

/** Whether any number of a new version was given. */
export const isChange = (given: TariffFlags): boolean => NAMES.some((name) => given[name] !== undefined);

/** Does what may refuse a number of the tariff, and lets the error name the flag that it was given by. */
export async function namingTariffFlags<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'billing.bad_tariff') throw error;
    const name = NAMES.find((one) => FLAGS[one].field === error.params.field);
    throw name ? new DomainError(error.code, error.kind, { ...error.params, flag: `--${name}`, problem: FLAGS[name].field }) : error;
  }
}

function read(name: TariffFlagName, text: string) {
  const found = FLAGS[name].read(text, `--${name}`);
  if (found === undefined) throw badValue(`--${name}`, text, FLAGS[name].example);
  return found;
}

function readPrice(text: string, name: string): number {
  const price = readMoney(name, text);
  if (price > MOST_PRICE) throw tooMuch(name, text, MOST_PRICE);
  return price;
}

function readTiers(text: string, name: string): Tariff['tiers'] | undefined {
  if (isNone(text)) return [];
  // A comma after a per cent ends a tier; another one sets thousands apart.
  const tiers = text.split(/(?<=:\d{1,3}%?),\s*|\s+/).map((tier) => /^(\d[\d,]*(?:\.\d{1,2})?):(\d{1,3})%?$/.exec(tier));
  const read = tiers.flatMap((tier) => (tier ? [{ over: readMoney(name, tier[1] ?? ''), percent: Number(tier[2]) }] : []));
  return read.length < tiers.length ? undefined : read.sort((one, other) => one.over - other.over);
}

function readShare(text: string): number | undefined {
  const [, whole, part = ''] = /^(\d{1,3})(?:[.,](\d{1,2}))?\s*%?$/.exec(text) ?? [];
  return whole === undefined ? undefined : Number(whole) * 100 + Number(part.padEnd(2, '0'));
}

function readWeekly(text: string): Tariff['billing'] | undefined {
  const [, day = '', hour] = /^([a-z]{3,9})\s+(\d{1,2})(?::00)?$/i.exec(text) ?? [];
  const weekday = WEEKDAYS.findIndex((name) => day !== '' && name.toLowerCase().startsWith(day.toLowerCase())) + 1;
  return weekday === 0 ? undefined : { weekday, hour: Number(hour) };
}

function readDays(text: string): readonly number[] | undefined {
  if (isNone(text)) return [];
  const days = text.split(/[\s,]+/).map(wholeNumber);
  const read = days.flatMap((day) => (day === undefined ? [] : [day]));
  return read.length < days.length ? undefined : read;
}

function readRate(text: string): Tariff['telegram'] | undefined {
  if (isNone(text)) return null;
  const [, currency, rate] = /^([a-z]{3}):(\d{1,9})$/i.exec(text) ?? [];
  return currency === undefined ? undefined : { currency: currency.toUpperCase(), rateMinor: Number(rate) };
}
