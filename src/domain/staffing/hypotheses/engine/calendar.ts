import { IANAZone } from 'luxon';

import { DAY_MS, MINUTE_MS } from '../../days';

/** Days of the company in a row. A day is counted from 1970-01-01, as its date is written. */
export interface Days {
  first: number;
  /** When each day begins, in ms since the epoch; the last one is the end of the last day. */
  starts: Float64Array;
}

/** The company's days from the one that holds `from` to the one that holds `to` (ms since the epoch), of 23 to 25 hours as the zone has it. */
export function companyDays(zone: string, from: number, to: number): Days {
  const offset = offsetIn(zone);
  const first = dayAt(zone, from);
  const starts = [startOf(first, offset(from - DAY_MS), offset)];
  while (starts.at(-1)! <= to) starts.push(startOf(first + starts.length, offset(starts.at(-1)!), offset));
  return { first, starts: Float64Array.from(starts) };
}

/** The company's day of an instant (ms since the epoch). */
function dayAt(zone: string, at: number): number {
  return Math.floor((at + offsetIn(zone)(at)) / DAY_MS);
}

/** A day as people write it: 2026-03-29. */
export function isoDay(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** Reads 2026-03-29. */
export function dayOfIso(iso: string): number {
  return Date.parse(iso) / DAY_MS;
}

/** How far a zone is ahead of UTC at an instant, in ms. */
type Offset = (at: number) => number;

function offsetIn(zone: string): Offset {
  const iana = IANAZone.create(zone);
  return (at) => iana.offset(at) * MINUTE_MS;
}

/** The first instant of a day, from the zone's offset a day before. DateTime takes ten times as long, which a year of days would show. */
function startOf(day: number, before: number, offset: Offset): number {
  const unchanged = day * DAY_MS - before;
  const now = offset(unchanged);
  if (now === before) return unchanged;
  const changed = day * DAY_MS - now;
  if (offset(changed) === now) return changed;
  return leapTo(now, changed, unchanged, offset);
}

/** Where clocks leap over midnight: the instant of the leap, in (early, late]. */
function leapTo(now: number, early: number, late: number, offset: Offset): number {
  if (late - early <= 1) return late;
  const middle = Math.floor((early + late) / 2);
  return offset(middle) === now ? leapTo(now, early, middle, offset) : leapTo(now, middle, late, offset);
}
