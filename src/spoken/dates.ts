import { en, ru, type ParsedResult } from 'chrono-node';
import { DateTime } from 'luxon';

import type { Language } from '../domain/shared/work';
import { clockHours, isInPart, isSpan } from './clock-words';

/** What somebody typed as a day, a time or both; `at` only where both are known. */
export interface TypedDate {
  /** `YYYY-MM-DD` in the company's zone. */
  day: string;
  at: Date | null;
}

/** Reads «завтра в 10», "tomorrow 10am", "2026-11-25 15:00" in the company's zone; undefined where it is no date, or there is no such time. A bare time belongs to `day`, if one was chosen. */
export function readDate(typed: string, reader: { language: Language; zone: string; now: Date }, day?: string): TypedDate | undefined {
  const said = clockHours(typed);
  if (said === undefined) return undefined;
  const bare = readTime(said);
  if (bare && day !== undefined) return atClock(day, bare.hour, bare.minute, reader.zone);
  const text = said.replace(/\b(\d{1,2})\.(\d{1,2})(?:\.(\d{2,4}))?(?=$|[\s,])/g, (_found, date: string, month: string, year?: string) =>
    [date, month, year].filter(Boolean).join('/'),
  );
  const found = best(text, reader);
  return found && isWhole(text, found, reader) ? toTyped(found, reader.zone, day) : undefined;
}

/** Whether nothing of a text was left out that may change what it means: "31 Feb 10:00" is not ten o'clock, "Monday or Tuesday at 10" not Tuesday. */
function isWhole(text: string, found: ParsedResult, reader: { language: Language; zone: string; now: Date }): boolean {
  const rest = text.replace(found.text, ' ');
  // Only «через 10 часов» is a while from now; beside a day it might be an hour of the clock.
  if (found.start.isCertain('timezoneOffset')) return isSpan(text);
  const hour = found.start.isCertain('hour') ? found.start.get('hour') : null;
  if (hour !== null && !isInPart(text, hour)) return false;
  return !/\d/.test(rest) && best(rest, reader) === undefined;
}

const TIME = /^(?:в|к|at)?\s*(\d{1,2})(?:[:.-](\d{2}))?\s*(?:o'clock)?\s*(am|pm)?$/i;

/** Reads a bare time of day: "10", "10:30", "в 10", "3pm"; "25.11" is none, and may be a day. */
function readTime(typed: string): { hour: number; minute: number } | undefined {
  const [, hours, minutes = '0', half = ''] = TIME.exec(typed.trim()) ?? [];
  if (hours === undefined) return undefined;
  const isLater = half.toLowerCase() === 'pm' && Number(hours) < 12;
  const hour = (half.toLowerCase() === 'am' && hours === '12' ? 0 : Number(hours)) + (isLater ? 12 : 0);
  return Number(hours) > 23 || Number(minutes) > 59 ? undefined : { hour, minute: Number(minutes) };
}

/** Of all readings the one that made the most of the text; the reader's own language first. */
function best(text: string, { language, zone, now }: { language: Language; zone: string; now: Date }): ParsedResult | undefined {
  const reference = { instant: now, timezone: DateTime.fromJSDate(now, { zone }).offset };
  const chronos = language === 'ru' ? [ru.casual, en.GB, en.casual] : [en.GB, en.casual, ru.casual];
  const found = chronos.flatMap((chrono) => chrono.parse(text, reference, { forwardDate: true }));
  return found.reduce<ParsedResult | undefined>((first, result) => (first && worth(first) >= worth(result) ? first : result), undefined);
}

/** How much of the text a reading took; of two alike the one that names a day. */
function worth({ text, start }: ParsedResult): number {
  return 2 * text.length + (hasDay(start) ? 1 : 0);
}

const hasDay = (start: ParsedResult['start']): boolean => start.isCertain('day') || start.isCertain('weekday');

function toTyped({ start }: ParsedResult, zone: string, day: string | undefined): TypedDate | undefined {
  const isRelative = start.isCertain('timezoneOffset');
  if (isRelative) {
    const at = DateTime.fromJSDate(start.date(), { zone }).set({ second: 0, millisecond: 0 });
    return { day: at.toISODate() ?? '', at: at.toJSDate() };
  }
  const own = DateTime.fromObject({ year: start.get('year') ?? 1970, month: start.get('month') ?? 1, day: start.get('day') ?? 1 }, { zone }).toISODate() ?? '';
  const chosen = hasDay(start) ? own : (day ?? own);
  const hour = start.get('hour');
  const hasTime = start.isCertain('hour') && hour !== null;
  return hasTime ? atClock(chosen, hour, start.get('minute') ?? 0, zone) : { day: chosen, at: null };
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
