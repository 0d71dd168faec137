import type { AppWork } from '../../app';
import { checkTime } from '../../domain/orders';
import { DomainError } from '../../domain/shared/errors';
import { shortDay, time } from '../../locales/format';
import { dayOf, local } from '../../spoken/dates';
import { dayPart, type DayPart } from '../../spoken/day-parts';
import type { Talk } from '../talk';
import type { Choice } from './scene';

/** The hours that are offered as buttons; any other time may be typed. */
const FIRST_HOUR = 8;
const LAST_HOUR = 21;
/** The first and the last of them where only a part of the day was named. */
const HOURS_OF_PART: Record<DayPart, readonly [number, number]> = { morning: [FIRST_HOUR, 11], afternoon: [12, 17], evening: [17, 22] };
const DAYS_ON_PAGE = 6;

/** Days on which a time can still be ordered, six to a page, and the way to the next page. */
export async function offeredDays(talk: Talk, page: number): Promise<Choice[][]> {
  const { zone } = talk;
  const days = daysOf(talk, dayOf(talk.now, zone), page);
  const open = await talk.query(async (w) => {
    const found: string[] = [];
    for (const day of days) if (await isOpen(w, day, zone)) found.push(day);
    return found;
  });
  const hasMore = open.includes(days[DAYS_ON_PAGE] ?? '');
  return dayChoices(talk, open.slice(0, DAYS_ON_PAGE), page, hasMore);
}

const LAST_PAGE = 9;

/** A day and those after it, six to a page, and the way to the other pages; later ones are typed. */
export function daysFrom(talk: Talk, first: string, page: number): Choice[][] {
  return dayChoices(talk, daysOf(talk, first, page).slice(0, DAYS_ON_PAGE), page, page < LAST_PAGE);
}

/** The days of a page, and the first of the next. */
function daysOf({ zone }: Talk, first: string, page: number): string[] {
  return Array.from({ length: DAYS_ON_PAGE + 1 }, (_, index) => dayOf(local(first, 12, 0, zone), zone, page * DAYS_ON_PAGE + index));
}

function dayChoices({ zone, language }: Talk, days: readonly string[], page: number, hasMore: boolean): Choice[][] {
  const choices = days.map((day) => ({ label: shortDay(local(day, 12, 0, zone), zone, language), value: day }));
  const pages = [...(page > 0 ? [{ label: '‹', value: `p${page - 1}` }] : []), ...(hasMore ? [{ label: '›', value: `p${page + 1}` }] : [])];
  return [...inRows(choices, 3), pages];
}

/** The times of a day that can be ordered; those of a part of it, if there are any. */
export async function offeredTimes(talk: Talk, day: string, named?: string): Promise<Choice[][]> {
  const part = dayPart(named);
  const hours = await talk.query(async (w) => {
    const found = part ? await openHours(w, day, talk.zone, HOURS_OF_PART[part]) : [];
    return found.length > 0 ? found : openHours(w, day, talk.zone, [FIRST_HOUR, LAST_HOUR]);
  });
  return inRows(
    hours.map((at) => ({ label: time(at, talk.zone), value: time(at, talk.zone) })),
    4,
  );
}

/** Whether this is a time to come, but for the rules of orders. */
export async function mayOrder(w: AppWork, at: Date): Promise<boolean> {
  try {
    await checkTime(w, at);
    return true;
  } catch (error) {
    if (error instanceof DomainError && error.kind === 'invalid') return false;
    throw error;
  }
}

/** Checks whether any time of a day can be ordered; throws as the rule of orders does. What can be ordered is one stretch of time, longer than a day. */
export async function checkDay(w: AppWork, day: string, zone: string): Promise<void> {
  if (!(await mayOrder(w, local(day, 0, 0, zone)))) await checkTime(w, local(day, 23, 59, zone));
}

/** A day in that stretch has its last or first hour in it. */
async function isOpen(w: AppWork, day: string, zone: string): Promise<boolean> {
  return (await mayOrder(w, local(day, LAST_HOUR, 0, zone))) || mayOrder(w, local(day, FIRST_HOUR, 0, zone));
}

async function openHours(w: AppWork, day: string, zone: string, [first, last]: readonly [number, number]): Promise<Date[]> {
  const found: Date[] = [];
  for (let hour = first; hour <= last; hour++) {
    const at = local(day, hour, 0, zone);
    if (await mayOrder(w, at)) found.push(at);
  }
  return found;
}

function inRows(choices: Choice[], perRow: number): Choice[][] {
  const rows: Choice[][] = [];
  for (let at = 0; at < choices.length; at += perRow) rows.push(choices.slice(at, at + perRow));
  return rows;
}
