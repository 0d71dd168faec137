import type { Chrono } from 'chrono-node';
import { DateTime } from 'luxon';

import type { Language } from '../domain/shared/work';
import type { Clock } from './time';
import { badTime, badValue } from './usage';

const EXAMPLE = '2026-11-21T12:00:00Z, 2026-11-21 15:00';
const FORM = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?)(Z|[+-](?:0\d|1[0-4]):?[0-5]\d)?$/i;

/** Reads ISO 8601, or `2026-11-21 15:00` in the company's zone; throws `cli.usage` for anything else and for hours that the clocks skip. */
export function readInstant(name: string, text: string, zone: string): Date {
  const found = FORM.exec(text.trim());
  if (!found) throw badValue(name, text, EXAMPLE);
  const [, day, time, offset] = found;
  const at = DateTime.fromISO(`${day}T${time}${offset?.toUpperCase() ?? ''}`, { zone });
  if (!at.isValid) throw badTime(name, text);
  if (offset === undefined && at.toFormat("yyyy-MM-dd'T'HH:mm") !== `${day}T${(time ?? '').slice(0, 5)}`) throw badTime(name, text);
  return at.toJSDate();
}

/** Reads what a person types at a prompt: the same forms, or words such as "tomorrow 15:00"; undefined where no day and hour are in it. */
export async function spokenInstant(text: string, clock: Clock, language: Language): Promise<Date | undefined> {
  if (FORM.test(text.trim())) return readInstant('when', text, clock.zone);
  const chrono = await import('chrono-node');
  const local = DateTime.fromJSDate(clock.now, { zone: clock.zone });
  const reference = { instant: clock.now, timezone: local.offset };
  const parsers = language === 'ru' ? [chrono.ru, chrono.casual] : [chrono.casual, chrono.ru];
  const found = parsers.map((parser) => reading(parser, text, reference)).find((start) => start?.isCertain('hour'));
  if (!found) return undefined;
  const part = (name: 'year' | 'month' | 'day' | 'hour' | 'minute') => found.get(name) ?? 0;
  const at = DateTime.fromObject(
    { year: part('year'), month: part('month'), day: part('day'), hour: part('hour'), minute: part('minute') },
    { zone: clock.zone },
  );
  return at.isValid ? at.toJSDate() : undefined;
}

/** Words that stand between a day and its time and say nothing. */
const FILLERS = /\b(at|on|the)\b|(?<!\p{L})(в|во|на|к)(?!\p{L})|[\s,.]/giu;

/** What a text says, if all of it is understood. A day without its year, or none, means the next such day; one named in full may have passed. */
function reading(parser: Pick<Chrono, 'parse'>, text: string, reference: { instant: Date; timezone: number }) {
  const parse = (forwardDate: boolean) => parser.parse(text, reference, { forwardDate })[0];
  const plain = parse(false);
  if (!plain || text.replace(plain.text, '').replace(FILLERS, '') !== '') return undefined;
  const isFull = plain.start.isCertain('day') && plain.start.isCertain('month') && plain.start.isCertain('year');
  return (isFull ? plain : parse(true))?.start;
}
