import { monthEnds, nextMonthEnd, nextWeekly, weeklyCutOffs, type MonthEnd } from '../../shared/time';
import { noTariff } from '../errors';
import type { Tariff } from '../pricing/tariff';

/** The part of a stretch of time, (after, upTo], in which one tariff version is in force. */
interface Span {
  tariff: Tariff;
  after: Date;
  upTo: Date;
}

const END_OF_TIME = new Date(8.64e15);
/** Two months and some: every stretch this long holds a cut-off and a pay day. */
const LOOK_BACK_MS = 63 * 86_400_000;

/** Every weekly cut-off in (after, upTo], each by the tariff then in force (B5). */
export function cutOffs(tariffs: readonly Tariff[], zone: string, after: Date, upTo: Date): Date[] {
  return spans(tariffs, after, upTo).flatMap((span) => weeklyCutOffs(span.tariff.billing, zone, span.after, span.upTo));
}

/** Every month's end in (after, upTo], each by the tariff then in force (B8). */
export function payDays(tariffs: readonly Tariff[], zone: string, after: Date, upTo: Date): MonthEnd[] {
  return spans(tariffs, after, upTo).flatMap((span) => monthEnds(span.tariff.payoutHour, zone, span.after, span.upTo));
}

/** The first weekly cut-off after an instant. */
export function nextCutOff(tariffs: readonly Tariff[], zone: string, after: Date): Date {
  for (const span of spans(tariffs, after, END_OF_TIME)) {
    const at = nextWeekly(span.tariff.billing, zone, span.after);
    if (at <= span.upTo) return at;
  }
  throw noTariff(after);
}

/** The first month's end after an instant. */
export function nextPayDay(tariffs: readonly Tariff[], zone: string, after: Date): MonthEnd {
  for (const span of spans(tariffs, after, END_OF_TIME)) {
    const end = nextMonthEnd(span.tariff.payoutHour, zone, span.after);
    if (end.at <= span.upTo) return end;
  }
  throw noTariff(after);
}

/** The latest weekly cut-off that is not after an instant. */
export function lastCutOff(tariffs: readonly Tariff[], zone: string, upTo: Date): Date | undefined {
  return cutOffs(tariffs, zone, new Date(upTo.getTime() - LOOK_BACK_MS), upTo).at(-1);
}

/** The latest month's end that is not after an instant. */
export function lastPayDay(tariffs: readonly Tariff[], zone: string, upTo: Date): MonthEnd | undefined {
  return payDays(tariffs, zone, new Date(upTo.getTime() - LOOK_BACK_MS), upTo).at(-1);
}

function spans(tariffs: readonly Tariff[], after: Date, upTo: Date): Span[] {
  const justBefore = (tariff: Tariff | undefined) => tariff && new Date(tariff.effectiveFrom.getTime() - 1);
  return tariffs
    .map((tariff, at) => ({
      tariff,
      after: later(after, justBefore(at === 0 ? undefined : tariff) ?? after),
      upTo: earlier(upTo, justBefore(tariffs[at + 1]) ?? upTo),
    }))
    .filter((span) => span.after < span.upTo);
}

const later = (one: Date, other: Date): Date => (one > other ? one : other);
const earlier = (one: Date, other: Date): Date => (one < other ? one : other);
