import { DateTime } from 'luxon';

import { dayOf, plusDays, startOfDay } from '../../../shared/time';
import { DAY_MS, MINUTE_MS } from '../../days';
import { badDate } from '../../errors';

const FORM = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,3})\d*)?)?(Z|[+-]\d\d:?\d\d)?)?$/i;

/** Reads and names days in the company's zone; files have a million dates of few days, so days are worked out once. */
export interface Dates {
  /** `2026-03-02T12:00:00Z`, or `2026-03-02 15:00:00`, `2026-03-02 15:00` and `2026-03-02` (its beginning) in the company's zone; throws `staffing.bad_date`, for future ones, too. */
  read(column: string, text: string): Date;
  /** The company's day an instant lies in. */
  dayOf(at: Date): string;
}

/** Dates as a file may hold them, none of them after `now`. */
export function datesIn(zone: string, now: Date): Dates {
  const bounds = boundsIn(zone);
  return {
    read: (column, text) => {
      const at = instantOf(text, zone, bounds);
      if (at === undefined) throw badDate(column, text);
      if (at > now.getTime()) throw badDate(column, text, 'future');
      return new Date(at);
    },
    dayOf: daysIn(zone, bounds),
  };
}

/** When a company's day begins and ends, in milliseconds. */
type Bounds = (day: string) => { from: number; to: number };

function boundsIn(zone: string): Bounds {
  return remembered((day: string) => ({ from: startOfDay(day, zone).getTime(), to: startOfDay(plusDays(day, 1), zone).getTime() }));
}

function daysIn(zone: string, bounds: Bounds): (at: Date) => string {
  // A day of the company's touches two or three of UTC's.
  const near = remembered((utcDay: number) => [-1, 0, 1].map((days) => dayOf(new Date(utcDay * DAY_MS + days * DAY_MS), zone)));
  return (at) => near(Math.floor(at.getTime() / DAY_MS)).find((day) => bounds(day).from <= at.getTime() && at.getTime() < bounds(day).to) ?? dayOf(at, zone);
}

function instantOf(text: string, zone: string, bounds: Bounds): number | undefined {
  const found = FORM.exec(text.trim());
  if (!found) return undefined;
  const [year, month, date, hour, minute, second] = [1, 2, 3, 4, 5, 6].map((at) => Number(found[at] ?? 0)) as [number, number, number, number, number, number];
  const utc = Date.UTC(year, month - 1, date, hour, minute, second, Number((found[7] ?? '').padEnd(3, '0')));
  const isReal = year >= 1970 && hour <= 23 && minute <= 59 && second <= 59 && new Date(utc).getUTCMonth() === month - 1;
  if (!isReal) return undefined;
  const offset = found[8];
  if (offset !== undefined) return utc - minutesOf(offset) * MINUTE_MS;
  const day = text.trim().slice(0, 10);
  const { from, to } = bounds(day);
  if (found[4] === undefined) return from;
  // On a day of 24 hours the clocks say how much of it has passed; on others some hours are skipped, and some come twice.
  return to - from === DAY_MS ? from + (utc % DAY_MS) : clockTime(utc, zone);
}

function minutesOf(offset: string): number {
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)$/.exec(offset) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0));
}

function clockTime(utc: number, zone: string): number | undefined {
  const at = DateTime.fromMillis(utc, { zone: 'utc' }).setZone(zone, { keepLocalTime: true });
  return at.setZone('utc', { keepLocalTime: true }).toMillis() === utc ? at.toMillis() : undefined;
}

function remembered<K, V>(work: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    const there = known.get(key);
    if (there !== undefined) return there;
    const made = work(key);
    known.set(key, made);
    return made;
  };
}
