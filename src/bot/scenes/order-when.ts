import { checkTime } from '../../domain/orders';
import { dayAndTime, time } from '../../locales/format';
import { dayOf, local, readDate } from '../dates';
import { plain } from '../views/view';
import { mayOrder } from './order-times';
import type { Move, Stage } from './scene';

/** Takes a typed or suggested time: the day alone leads to its times, a full time to the summary, and one that has passed to the next like it. */
export async function readWhen(stage: Stage, typed: string, day?: string): Promise<Move> {
  const { talk } = stage;
  const exact = /^\d{4}-\d\d-\d\d \d\d:\d\d$/.test(typed) ? fromValue(typed, talk.zone) : undefined;
  const read = exact ? { day: '', at: exact } : readDate(typed, talk, day);
  if (!read) return { again: plain(talk, 'bot:order.not_a_date') };
  if (!read.at) return { to: 'time', data: { day: read.day, suggested: '' } };
  const at = read.at;
  if (at <= talk.now) return passed(stage, at);
  await talk.query((w) => checkTime(w, at));
  return { to: 'confirm', data: { at: at.toISOString(), day: dayOf(at, talk.zone), editing: '', suggested: '' } };
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

function fromValue(value: string, zone: string): Date {
  const [day = '', clock = ''] = value.split(' ');
  const [hour = '0', minute = '0'] = clock.split(':');
  return local(day, Number(hour), Number(minute), zone);
}

function hourOf(at: Date, zone: string): [number, number] {
  const [hour = '0', minute = '0'] = time(at, zone).split(':');
  return [Number(hour), Number(minute)];
}
