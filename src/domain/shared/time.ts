import { DateTime, IANAZone } from 'luxon';

const MINUTE_MS = 60_000;
const QUARTER_MS = 15 * MINUTE_MS;

/** Whether a text names an IANA time zone. */
export function isZone(zone: string): boolean {
  return IANAZone.isValidZone(zone);
}

/** The instant so many minutes after (or before) another. */
export function plusMinutes(at: Date, minutes: number): Date {
  return new Date(at.getTime() + minutes * MINUTE_MS);
}

/** Every quarter of an hour that [from, to) touches, as instants (M4). */
export function quarters(from: Date, to: Date): Date[] {
  const found: Date[] = [];
  for (let at = Math.floor(from.getTime() / QUARTER_MS) * QUARTER_MS; at < to.getTime(); at += QUARTER_MS) {
    found.push(new Date(at));
  }
  return found;
}

/** When something falls due in every week, in the company's zone; weekday 1 = Monday … 7 = Sunday. */
export interface WeeklyRule {
  weekday: number;
  hour: number;
}

/** The first weekly cut-off strictly after an instant (B5): on a day of 23 or 25 hours still at that wall-clock hour. */
export function nextWeekly(rule: WeeklyRule, zone: string, after: Date): Date {
  const local = DateTime.fromJSDate(after, { zone });
  const day = local.startOf('day').plus({ days: (rule.weekday - local.weekday + 7) % 7 });
  const at = day.set({ hour: rule.hour });
  return (at.toMillis() > after.getTime() ? at : day.plus({ weeks: 1 }).set({ hour: rule.hour })).toJSDate();
}

/** All weekly cut-offs in (after, upTo], in order. */
export function weeklyCutOffs(rule: WeeklyRule, zone: string, after: Date, upTo: Date): Date[] {
  const found: Date[] = [];
  for (let at = nextWeekly(rule, zone, after); at <= upTo; at = nextWeekly(rule, zone, at)) found.push(at);
  return found;
}

/** A business month and the instant it ends at: its last day at the hour, company time (B8). */
export interface MonthEnd {
  month: string;
  at: Date;
}

/** The first month's end strictly after an instant. */
export function nextMonthEnd(hour: number, zone: string, after: Date): MonthEnd {
  const endOf = (day: DateTime) => day.endOf('month').startOf('day').set({ hour });
  const local = DateTime.fromJSDate(after, { zone });
  const end = endOf(local);
  const due = end.toMillis() > after.getTime() ? end : endOf(local.startOf('month').plus({ months: 1 }));
  return { month: due.toFormat('yyyy-MM'), at: due.toJSDate() };
}

/** All month's ends in (after, upTo], in order. */
export function monthEnds(hour: number, zone: string, after: Date, upTo: Date): MonthEnd[] {
  const found: MonthEnd[] = [];
  for (let end = nextMonthEnd(hour, zone, after); end.at <= upTo; end = nextMonthEnd(hour, zone, end.at)) found.push(end);
  return found;
}

/** The year of an instant in the company's zone. */
export function yearOf(at: Date, zone: string): number {
  return DateTime.fromJSDate(at, { zone }).year;
}

/** The company's day an instant lies in, as `YYYY-MM-DD`. */
export function dayOf(at: Date, zone: string): string {
  return DateTime.fromJSDate(at, { zone }).toFormat('yyyy-MM-dd');
}

/** The instant a company's day begins. */
export function startOfDay(day: string, zone: string): Date {
  return DateTime.fromISO(day, { zone }).startOf('day').toJSDate();
}

/** The day so many days after (or before) another. */
export function plusDays(day: string, days: number): string {
  return DateTime.fromISO(day, { zone: 'utc' }).plus({ days }).toFormat('yyyy-MM-dd');
}

/** The instant at which the month after a month (`YYYY-MM`) begins. */
export function startOfMonthAfter(month: string, zone: string): Date {
  return DateTime.fromISO(`${month}-01`, { zone }).plus({ months: 1 }).toJSDate();
}
