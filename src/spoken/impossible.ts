import { DateTime } from 'luxon';

import { inDigits } from './numbers';
import { tidy } from './tidy';

const RU_MONTHS = ['янв', 'фев', 'мар', 'апр', 'ма[йя]', 'июн', 'июл', 'авг', 'сен', 'окт', 'ноя', 'дек'];
const EN_MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH = `((?:${[...RU_MONTHS, ...EN_MONTHS].join('|')})\\p{L}*)`;
const monthOf = (name: string): number => Math.max(...[RU_MONTHS, EN_MONTHS].map((months) => months.findIndex((month) => new RegExp(`^${month}`).test(name)))) + 1;

const ISO = /(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)/g;
const DOTTED = /(?<![\d.,/:-])(\d{1,2})[./](\d{1,2})(?:[./](\d{4}))?(?![\d/:]|\.\d)/g;
const DAY_FIRST = new RegExp(`(?<![\\d.:])(\\d{1,2})(?:st|nd|rd|th|-?го)? (?:of )?${MONTH}(?: (\\d{4}))?`, 'gu');
const MONTH_FIRST = new RegExp(`(?<!\\p{L})${MONTH} (\\d{1,2})(?:st|nd|rd|th)?(?![\\d:.])(?:,? (\\d{4}))?`, 'gu');
const CLOCK = /(?<![\d.:])(\d{1,2}):(\d{2})(?!\d)/g;
const HOUR = /(?<![\d.:,-])(\d{1,2}) ?(?:час(?:ов|а)?|o'clock|утра|вечера)(?!\p{L})/gu;

/** Whether a text that could not be read names a day that no calendar has, or an hour that no clock shows: "31 Feb 10:00", «в 25 часов». */
export function isImpossible(typed: string, now: Date): boolean {
  const text = inDigits(tidy(typed));
  const isDay = (year: string | undefined, month: number, day: string | undefined): boolean => {
    const first = Number(year ?? now.getUTCFullYear());
    return [first, ...(year === undefined ? [first + 1] : [])].some((some) => DateTime.utc(some, month, Number(day)).isValid);
  };
  const isClock = (hour: string | undefined, minute: string | undefined): boolean => Number(hour) <= 23 && Number(minute) <= 59;
  const all = (form: RegExp): RegExpMatchArray[] => [...text.matchAll(form)];
  return (
    all(ISO).some(([, year, month, day]) => !isDay(year, Number(month), day)) ||
    all(DOTTED).some(([, day, month, year]) => !isDay(year, Number(month), day) && (year !== undefined || !isClock(day, month))) ||
    all(DAY_FIRST).some(([, day, month = '', year]) => !isDay(year, monthOf(month), day)) ||
    all(MONTH_FIRST).some(([, month = '', day, year]) => !isDay(year, monthOf(month), day)) ||
    all(CLOCK).some(([, hour, minute]) => !isClock(hour, minute)) ||
    (!/(?<!\p{L})(?:через|спустя|in)(?!\p{L})/u.test(text) && all(HOUR).some(([, hour]) => !isClock(hour, '0')))
  );
}
