import { Settings } from 'luxon';

import { inZone as local } from './company-zone';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const NEAR_DAYS = 7;

/** Business time now, and the company's zone: what times are told by. */
export interface Clock {
  now: Date;
  zone: string;
}

// The words of this locale luxon has by itself; asking Intl for the machine's own costs 12 ms at the first time shown.
Settings.defaultLocale = 'en-US';

/** Calendar days since 1970, wherever in them the instant lies. */
function dayNumber(at: Date, zone: string): number {
  const { year, month, day } = local(at, zone);
  return Date.UTC(year, month - 1, day) / DAY_MS;
}

/** A time relative to now, up to seven days; then its date: `in 2 h`, `5 min ago`, `tomorrow`, `12 Oct`. */
export function relative(at: Date, clock: Clock): string {
  const ms = at.getTime() - clock.now.getTime();
  const [minutes, future] = [Math.round(Math.abs(ms) / MINUTE_MS), ms > 0];
  const hours = Math.round(minutes / 60);
  const told = (value: number, unit: string) => (future ? `in ${value} ${unit}` : `${value} ${unit} ago`);
  if (minutes < 1) return 'now';
  if (minutes < 60) return told(minutes, 'min');
  const days = dayNumber(at, clock.zone) - dayNumber(clock.now, clock.zone);
  if (days === 0 || hours < 8) return told(hours, 'h');
  if (days === 1) return 'tomorrow';
  if (days === -1) return 'yesterday';
  return Math.abs(days) <= NEAR_DAYS ? told(Math.abs(days), 'days') : date(at, clock);
}

/** A day without its time: `12 Oct`, and the year where it is another one. */
export function date(at: Date, clock: Clock): string {
  const day = local(at, clock.zone);
  return day.toFormat(day.year === local(clock.now, clock.zone).year ? 'd LLL' : 'd LLL yyyy');
}

/** A time in full: `Fri 20 Nov 15:00`, and the year where it is another one. */
export function exact(at: Date, clock: Clock): string {
  const day = local(at, clock.zone);
  return day.toFormat(day.year === local(clock.now, clock.zone).year ? 'ccc d LLL HH:mm' : 'ccc d LLL yyyy HH:mm');
}

/** A time for wide lists: `Fri 20 Nov 17:00, in 2 h`. */
export function exactAndRelative(at: Date, clock: Clock): string {
  const [full, near] = [exact(at, clock), relative(at, clock)];
  return full.includes(near) ? full : `${full}, ${near}`;
}

/** From when till when: `Fri 20 Nov 15:00-16:00`. */
export function span(from: Date, to: Date, clock: Clock): string {
  const end = local(to, clock.zone);
  return `${exact(from, clock)}-${end.hasSame(local(from, clock.zone), 'day') ? end.toFormat('HH:mm') : exact(to, clock)}`;
}

/** A time as timelines and the clock's line tell it: `19 Nov 12:02`. */
export function shortTime(at: Date, clock: Clock): string {
  const day = local(at, clock.zone);
  return day.toFormat(day.year === local(clock.now, clock.zone).year ? 'd LLL HH:mm' : 'd LLL yyyy HH:mm');
}

/** A day as ISO writes it, in the company's zone. */
export function shortDay(at: Date, zone: string): string {
  return local(at, zone).toFormat('yyyy-MM-dd');
}
