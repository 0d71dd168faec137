import { checkTime } from '../../domain/orders';
import { dayAndTime, time } from '../../locales/format';
import { dayOf, local, readDate, type TypedDate } from '../../spoken/dates';
import { dayPart } from '../../spoken/day-parts';
import { isImpossible } from '../../spoken/impossible';
import type { Talk } from '../talk';
import { plain } from '../views/view';
import { checkDay, mayOrder } from './order-times';
import type { Move, Stage } from './scene';

/** Takes a typed or suggested time: the day alone leads to its times, a full time to the summary, and one that has passed to the next like it. */
export async function readWhen(stage: Stage, typed: string, day?: string, part?: string): Promise<Move> {
  const { talk } = stage;
  const read = readDate(typed, { language: talk.language, zone: talk.zone, now: talk.now, part: dayPart(part) }, day);
  if (!read) return { again: unread(talk, typed), data: { suggested: '' } };
  const { at } = read;
  if (!at) return wholeDay(stage, read);
  if (at <= talk.now) return passed(stage, at);
  await talk.query((w) => checkTime(w, at));
  return { to: 'confirm', data: { at: at.toISOString(), day: dayOf(at, talk.zone), editing: '', suggested: '' } };
}

/** Why a text was not read as a day or a time. */
export const unread = (talk: Talk, typed: string): string => plain(talk, isImpossible(typed, talk.now) ? 'bot:order.no_such_time' : 'bot:order.not_a_date');

/** At a confirmation a typed day or time is another one, shown anew to confirm; anything else wants a press. */
export async function changeWhen(stage: Stage, typed: string): Promise<Move> {
  const { talk, data } = stage;
  if (!readDate(typed, talk, data.day)) return { again: isImpossible(typed, talk.now) ? unread(talk, typed) : plain(talk, 'bot:wrong.press') };
  const move = await readWhen(stage, typed, data.day);
  // The time that is offered instead of one that has passed is a button of the question for a day.
  return 'again' in move ? { to: 'day', notice: move.again, ...(move.data && { data: move.data }) } : move;
}

/** A day without a time leads to its times; one that has passed, or is out of reach as a whole, to the question for a day. */
async function wholeDay({ talk }: Stage, { day, part }: TypedDate): Promise<Move> {
  const today = dayOf(talk.now, talk.zone);
  if (day < today) return { to: 'day', data: { suggested: '' }, notice: plain(talk, 'bot:order.past_day') };
  await talk.query((w) => checkDay(w, day, talk.zone));
  return { to: 'time', data: { day, part: part ?? '', suggested: '' } };
}

/** The same time on the next day on which it can be ordered, as a button. */
async function passed({ talk }: Stage, at: Date): Promise<Move> {
  const [hour, minute] = hourOf(at, talk.zone);
  const next = await talk.query(async (w) => {
    for (let days = 0; days < 3; days++) {
      const later = local(dayOf(talk.now, talk.zone, days), hour, minute, talk.zone);
      if (await mayOrder(w, later)) return later;
    }
    return undefined;
  });
  if (!next) return { again: plain(talk, 'bot:order.not_a_date') };
  const suggestion = dayAndTime(next, talk.zone, talk.language);
  return { again: plain(talk, 'bot:order.past', { next: suggestion }), data: { suggested: toValue(next, talk.zone), suggestion } };
}

const toValue = (at: Date, zone: string): string => `${dayOf(at, zone)} ${hourOf(at, zone).map((part) => String(part).padStart(2, '0')).join(':')}`;

function hourOf(at: Date, zone: string): [number, number] {
  const [hour = '0', minute = '0'] = time(at, zone).split(':');
  return [Number(hour), Number(minute)];
}
