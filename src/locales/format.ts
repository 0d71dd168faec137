import { DateTime } from 'luxon';

import type { Minor } from '../domain/shared/money';
import { plainMoney } from '../domain/shared/money';
import type { Language } from '../domain/shared/work';

const THIN = '\u00a0';

/** An amount with its unit: `10,240.00 CU`, «10 240,00 к.е.». */
export function money(amount: Minor, language: Language): string {
  const [whole = '0', cents = '00'] = plainMoney(amount).split('.');
  const group = language === 'ru' ? THIN : ',';
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, group);
  return language === 'ru' ? `${grouped},${cents}${THIN}к.е.` : `${grouped}.${cents}${THIN}CU`;
}

/** A day and time: `Thu 12 Mar, 15:00`, «чт 12 марта, 15:00» (bot.md §1). */
export function dayAndTime(at: Date, zone: string, language: Language): string {
  return `${day(at, zone, language)}, ${time(at, zone)}`;
}

/** A day: `Thu 12 Mar`, «чт 12 марта». */
export function day(at: Date, zone: string, language: Language): string {
  const local = DateTime.fromJSDate(at, { zone }).setLocale(language);
  return `${local.toFormat('ccc')} ${local.toLocaleString({ day: 'numeric', month: language === 'ru' ? 'long' : 'short' })}`.replace(
    /^(\S+) (\w+) (\d+)$/,
    '$1 $3 $2',
  );
}

/** A time of day: `15:00`. */
export function time(at: Date, zone: string): string {
  return DateTime.fromJSDate(at, { zone }).toFormat('HH:mm');
}

/** A day for a button: `Thu 12`, «чт 12». */
export function shortDay(at: Date, zone: string, language: Language): string {
  return DateTime.fromJSDate(at, { zone }).setLocale(language).toFormat('ccc d');
}

/** A month written `YYYY-MM`: `March 2026`, «март 2026». */
export function monthName(month: string, language: Language): string {
  return DateTime.fromISO(`${month}-01`, { zone: 'utc' }).setLocale(language).toFormat('LLLL yyyy');
}
