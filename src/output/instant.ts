import { DateTime } from 'luxon';

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

/** Reads what a person types at a prompt: the same forms, or words as the chat takes them, such as "tomorrow 15:00"; undefined where no day and hour are in it. */
export async function spokenInstant(text: string, { now, zone }: Clock): Promise<Date | undefined> {
  if (FORM.test(text.trim())) return readInstant('when', text, zone);
  const { readDate } = await import('../spoken/dates');
  return readDate(text, { language: 'ru', zone, now })?.at ?? undefined;
}
