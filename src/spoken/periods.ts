import { local, readDate, type Reader, type TypedDate } from './dates';

const START = /^(?:с|со|from|between)\s+/iu;
const UNTIL = /^(?:до|по|to|till|until|through)\s+/iu;
/** What stands between the two ends; a dash alone might belong to one of them. */
const BETWEEN = [/\s+(?:до|по|to|till|until|through)\s+/iu, /\s+[-–—]\s+/u, /(?<=\d)[-–—](?=\d{1,2}(?:\.\d|\s+\p{L}))/u, /(?<=\p{L})[-–—](?=\p{L})/u];
const WEEKDAY = /(?<!\p{L})(?:(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|\p{L}+(?:sday|nday|iday|urday))|пн|вт|ср|чт|пт|сб|вс|понедельник\p{L}?|вторник\p{L}?|сред[ыу]|четверг\p{L}?|пятниц[ыу]|суббот[ыу]|воскресень[яею])(?!\p{L})/iu;

/** A stretch of time as somebody typed it; `to` is null where its end was named and not understood, and absent where none was. */
interface TypedPeriod {
  from: TypedDate;
  to?: TypedDate | null;
}

/** Reads a beginning alone, or both ends: «с пятницы до воскресенья», "tomorrow 2pm to 6pm", "23-25 november"; undefined where the beginning was not understood. A bare time belongs to `day`. */
export function readPeriod(typed: string, reader: Reader, day: string): TypedPeriod | undefined {
  const text = typed.trim();
  const isBoth = START.test(text) && BETWEEN.some((between) => between.test(text));
  const alone = isBoth ? undefined : readDate(asDay(text.replace(START, '')), reader, day);
  if (alone) return { from: alone };
  for (const between of BETWEEN) {
    const [first, last, more] = text.split(between);
    if (first === undefined || last === undefined || more !== undefined) continue;
    const from = readDate(asDay(beginning(first.replace(START, ''), last)), reader, day);
    if (from) return { from, to: readEnd(last, reader, from) ?? null };
  }
  return undefined;
}

/** Reads the end of a stretch of time: «до воскресенья» is the first Sunday from its beginning on, and a bare time is of that day. */
export function readEnd(typed: string, reader: Reader, from: TypedDate): TypedDate | undefined {
  const text = asDay(typed.trim().replace(UNTIL, ''));
  const now = WEEKDAY.test(text) ? (from.at ?? local(from.day, 0, 0, reader.zone)) : reader.now;
  return readDate(text, { language: reader.language, zone: reader.zone, now }, from.day);
}

/** «10.12» is a day here, though it might be an hour of one. */
const asDay = (text: string): string => text.replace(/^(\d{1,2})\.(0?[1-9]|1[0-2])$/, '$1/$2');

/** "23" of "23-25 november" is a day of the same month. */
function beginning(first: string, last: string): string {
  const month = /^\d{1,2}(\s+\p{L}.*)$/u.exec(last)?.[1];
  return /^\d{1,2}$/.test(first) && month !== undefined ? `${first}${month}` : first;
}
