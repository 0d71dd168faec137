import { en, ru, type ParsedResult } from 'chrono-node';
import { DateTime } from 'luxon';

import type { Language } from '../domain/shared/work';
import { clockHours } from './clock-words';
import { hourInPart, hourOfPart, partOf, withoutParts, withoutUnknownParts, type DayPart } from './day-parts';
import { mayTell } from './leftovers';
import { inDigits } from './numbers';
import { readSpan } from './spans';
import { tidy } from './tidy';

/** What somebody typed as a day, a time or both; `at` only where both are known. */
export interface TypedDate {
  /** `YYYY-MM-DD` in the company's zone. */
  day: string;
  at: Date | null;
  /** The part of the day, where one was named instead of an hour. */
  part?: DayPart;
}

/** Whose words are read: its language, the company's zone, and the instant they were typed at. */
export interface Reader {
  language: Language;
  zone: string;
  now: Date;
  /** The part of the day that was named before, for a bare hour. */
  part?: DayPart | undefined;
}

/** Reads «завтра в 10», "tomorrow 10am", "2026-11-25 15:00" in the company's zone; undefined where it is no date, or there is no such time. A bare time belongs to `day`, if one was chosen. */
export function readDate(typed: string, reader: Reader, day?: string): TypedDate | undefined {
  const numbered = inDigits(tidy(typed));
  const minutes = readSpan(numbered);
  if (minutes !== undefined) return afterNow(minutes, reader);
  const said = clockHours(numbered);
  if (said === undefined) return undefined;
  const bare = readTime(said);
  if (bare && day !== undefined) {
    const hour = reader.part && !isExact(numbered) ? hourOfPart(reader.part, bare.hour) : bare.hour;
    return atClock(day, hour, bare.minute, reader.zone);
  }
  const text = withoutDots(said, reader);
  const plain = withoutUnknownParts(text);
  const found = best(plain, reader);
  return found && isWhole(text, plain.replace(found.text, ' '), found, reader) ? toTyped(text, found, reader.zone, day) : undefined;
}

function afterNow(minutes: number, { zone, now }: Reader): TypedDate {
  const at = DateTime.fromJSDate(now, { zone }).plus({ minutes }).set({ second: 0, millisecond: 0 });
  return { day: at.toISODate() ?? '', at: at.toJSDate() };
}

/** Whether nothing of a text was left out that may change what it means: "31 Feb 10:00" is not ten o'clock, "Monday or Tuesday at 10" not Tuesday, "quarter to five" not five. */
function isWhole(text: string, left: string, found: ParsedResult, reader: Reader): boolean {
  // A while from now alone was read before: this one is beside a day, or not understood.
  if (found.start.isCertain('timezoneOffset')) return false;
  if (found.end || isOtherWeekday(found.start) || GONE.test(text)) return false;
  const hour = hourOf(found);
  if (hour === null ? NIGHT.test(text) : hourInPart(text, hour) === undefined || IN_HOUR.test(text)) return false;
  const rest = withoutParts(left);
  return !mayTell(rest) && best(rest, reader) === undefined;
}

/** Whether the day of the week that was told is not the one of the date: "Tuesday 25 November" of a year where that is a Wednesday. */
function isOtherWeekday(start: ParsedResult['start']): boolean {
  return start.isCertain('weekday') && start.isCertain('day') && start.get('weekday') !== dateOf(start).weekday % 7;
}

/** "last Friday" would be taken for the next. */
const GONE = /(?<!\p{L})(?:last|прошл\p{L}+)(?!\p{L})/u;
/** «ночью» is on either side of midnight. */
const NIGHT = /(?<!\p{L})ночью(?!\p{L})/u;
/** "in 1:30" may be a while as well. */
const IN_HOUR = /(?<!\p{L})in \d{1,2}(?!\d| ?(?:days?|weeks?|months?)(?!\p{L}))/u;

/** The hour of a reading, null where it was not told but supposed. */
const hourOf = ({ start, text }: ParsedResult): number | null => (start.isCertain('hour') && !NIGHT_ALONE.test(text) ? start.get('hour') : null);
const NIGHT_ALONE = /^[^\d]*(?<!\p{L})ночью[^\d]*$/u;

const TIME = /^(?:в|at)?\s*(\d{1,2})(?:[:. -](\d{2}))?\s*(?:o'clock)?\s*(am|pm)?$/i;

/** Reads a bare time of day: "10", "10:30", "в 10", "3pm", "1030"; "25.11" is none, and may be a day. */
function readTime(said: string): { hour: number; minute: number } | undefined {
  const text = said.trim().replace(/^([01]?\d|2[0-3])([0-5]\d)$/, '$1:$2');
  const [, hours, minutes = '0', half = ''] = TIME.exec(text) ?? [];
  if (hours === undefined) return undefined;
  const isLater = half === 'pm' && Number(hours) < 12;
  const hour = (half === 'am' && hours === '12' ? 0 : Number(hours)) + (isLater ? 12 : 0);
  return Number(hours) > 23 || Number(minutes) > 59 ? undefined : { hour, minute: Number(minutes) };
}

/** "07:00" and "7am" leave nothing open. */
const isExact = (text: string): boolean => /(?<![\d:.])0|[ap]\.?m$|(?:утра|дня|вечера|ночи)$/.test(text);

const DOTTED = /(?<![\d./:-])(\d{1,2})\.(\d{1,2})(?:\.(\d{2,4}))?(?![\d/:]|\.\d)(?=\s*([ap]m)?)/g;

/** «24.11» is a day and «15.00» an hour; what may be either is an hour beside a day. */
function withoutDots(said: string, reader: Reader): string {
  return said.replace(DOTTED, (found: string, first: string, second: string, year: string | undefined, half: string | undefined, place: number) => {
    const isDay = Number(first) >= 1 && Number(first) <= 31 && Number(second) >= 1 && Number(second) <= 12;
    const isHour = year === undefined && second.length === 2 && Number(first) <= 23 && Number(second) <= 59;
    const others = `${said.slice(0, place)} ${said.slice(place + found.length)}`;
    const isTaken = half !== undefined || !isDay || hasDay(best(others, reader)?.start);
    return isHour && isTaken ? `${first}:${second}` : [first, second, year].filter(Boolean).join('/');
  });
}

/** Of all readings the one that made the most of the text; the reader's own language first. */
function best(text: string, { language, zone, now }: Reader): ParsedResult | undefined {
  const reference = { instant: now, timezone: DateTime.fromJSDate(now, { zone }).offset };
  const chronos = language === 'ru' ? [ru.casual, en.GB, en.casual] : [en.GB, en.casual, ru.casual];
  const found = chronos.flatMap((chrono) => chrono.parse(text, reference, { forwardDate: true }));
  return found.reduce<ParsedResult | undefined>((first, result) => (first && worth(first) >= worth(result) ? first : result), undefined);
}

/** How much of the text a reading took; of two alike the one that names a day. */
function worth({ text, start }: ParsedResult): number {
  return 2 * text.length + (hasDay(start) ? 1 : 0);
}

const hasDay = (start: ParsedResult['start'] | undefined): boolean => start !== undefined && (start.isCertain('day') || start.isCertain('weekday'));

const dateOf = (start: ParsedResult['start']): DateTime => DateTime.utc(start.get('year') ?? 1970, start.get('month') ?? 1, start.get('day') ?? 1);

function toTyped(text: string, found: ParsedResult, zone: string, day: string | undefined): TypedDate | undefined {
  const { start } = found;
  const own = dateOf(start).toISODate() ?? '';
  const chosen = hasDay(start) || start.isCertain('month') ? own : (day ?? own);
  const hour = hourOf(found);
  if (hour !== null) return atClock(chosen, hourInPart(text, hour) ?? hour, start.get('minute') ?? 0, zone);
  const part = partOf(text);
  return { day: chosen, at: null, ...(part && { part }) };
}

/** A time of a day; undefined where the clocks skip it. */
function atClock(day: string, hour: number, minute: number, zone: string): TypedDate | undefined {
  const at = DateTime.fromISO(day, { zone }).set({ hour, minute });
  return at.isValid && at.hour === hour && at.minute === minute ? { day, at: at.toJSDate() } : undefined;
}

/** An instant by the clock on the company's wall. */
export function local(day: string, hour: number, minute: number, zone: string): Date {
  return DateTime.fromISO(day, { zone }).set({ hour, minute, second: 0, millisecond: 0 }).toJSDate();
}

/** The day of an instant in the company's zone, so many days later. */
export function dayOf(at: Date, zone: string, plusDays = 0): string {
  return DateTime.fromJSDate(at, { zone }).plus({ days: plusDays }).toISODate() ?? '';
}
