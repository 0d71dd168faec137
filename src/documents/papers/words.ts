import { DateTime } from 'luxon';

import { catNumber } from '../../domain/shared/ids';
import { text } from '../../locales';
import { day, time } from '../../locales/format';
import type { Cat, Reader } from './paper';

/** A text of `papers:`, or of the namespace that the key names. */
export function say(reader: Reader, key: string, params: Record<string, unknown> = {}): string {
  return text(reader.language, key.includes(':') ? key : `papers:${key}`, params);
}

/** A day with its year: `Sun 29 Mar 2026`, «вс 29 марта 2026». */
export function fullDay(reader: Reader, at: Date): string {
  return `${day(at, reader.zone, reader.language)} ${yearOf(reader, at)}`;
}

/** A day with its year, and the time. */
export function fullTime(reader: Reader, at: Date): string {
  return `${fullDay(reader, at)}, ${time(at, reader.zone)}`;
}

/** A day and time; with the year where it is another one than that of the paper. */
export function timeIn(reader: Reader, year: number, at: Date): string {
  const told = yearOf(reader, at) === year ? day(at, reader.zone, reader.language) : fullDay(reader, at);
  return `${told}, ${time(at, reader.zone)}`;
}

/** The year of an instant by the clock on the company's wall. */
export function yearOf(reader: Reader, at: Date): number {
  return DateTime.fromJSDate(at, { zone: reader.zone }).year;
}

/** The last instant of a month written `YYYY-MM`. */
export function endOfMonth(reader: Reader, month: string): Date {
  return DateTime.fromISO(`${month}-01`, { zone: reader.zone }).endOf('month').toJSDate();
}

/** A share: `62.5%`, «62,5 %». */
export function percent(reader: Reader, value: number): string {
  return say(reader, 'percent', { value: decimal(reader, String(value)) });
}

/** A number as the language writes it: `73.3025`, «73,3025». */
export function decimal(reader: Reader, figures: string): string {
  return reader.language === 'ru' ? figures.replace('.', ',') : figures;
}

/** Longer names are cut, so that the number that follows is always there: no name of ours is longer, and no head has room for more. */
const LONGEST_NAME = { told: 100, inHead: 48 };

/** A cat by name and number: `Barsik C-000012`; a long name is cut where it stands in one line. */
export function catName({ name, number }: Cat, where: keyof typeof LONGEST_NAME = 'told'): string {
  const [signs, most] = [[...name], LONGEST_NAME[where]];
  const told = signs.length > most ? `${signs.slice(0, most - 1).join('')}…` : name;
  return `${told} ${catNumber(number)}`;
}
