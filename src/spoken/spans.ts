const HOURS = 'hours?|hrs?|h|час(?:ов|а)?|ч\\.?';
const MINUTES = 'minutes?|mins?|m|минут[уы]?|мин\\.?';
const NUMBER = '\\d{1,4}(?:[.,]\\d{1,2})?';
const AND_A_HALF = '(?:and\\s+a\\s+half|с\\s+половиной)';

/** How a while may begin, each with the minutes that it lasts by the numbers in it; minutes may follow. */
const BEGINNINGS: readonly [RegExp, (number: number, minutes: number) => number][] = [
  [/^(?:half\s+an?\s+hour|an?\s+half\s+hour|пол\s*часа|полчасика)(?!\p{L})/u, () => 30],
  [/^(?:a\s+)?(?:quarter\s+of\s+an\s+hour|четверть\s+часа)(?!\p{L})/u, () => 15],
  [/^3\s+(?:quarters\s+of\s+an\s+hour|четверти\s+часа)(?!\p{L})/u, () => 45],
  [new RegExp(`^(\\d{1,3})\\s*(?:${HOURS})\\s*([0-5]\\d)$`, 'u'), (hours, minutes) => hours * 60 + minutes],
  [new RegExp(`^(\\d{1,3})\\s+${AND_A_HALF}\\s+(?:${HOURS})(?!\\p{L})`, 'u'), (hours) => hours * 60 + 30],
  [new RegExp(`^(\\d{1,3}|an?\\s|)\\s*(?:${HOURS})\\s+${AND_A_HALF}(?!\\p{L})`, 'u'), (hours) => hours * 60 + 30],
  [new RegExp(`^(${NUMBER}|an?\\s|)\\s*(?:${HOURS})(?!\\p{L})`, 'u'), (hours) => hours * 60],
];
const MINUTE_PART = new RegExp(`^(${NUMBER}|an?\\s|)\\s*(?:${MINUTES})$`, 'u');

const ABOUT = '(?:(?:ровно|примерно|где-то|about|exactly)\\s+)?';
const AHEAD = new RegExp(`^${ABOUT}(?:(?:через|спустя|in)\\s+|\\+\\s?)${ABOUT}(.+)$`, 'su');
const LATER = /^(.+?)\s+(?:from\s+now|later|спустя)$/su;
const AGO = /^(.+?)\s+(?:(?:тому\s+)?назад|ago)$/su;

/** Reads a while from now that is the whole text, its numbers in digits: «через 2,5 часа», "in 2 hours and a half", "10 minutes ago"; whole minutes, negative for what has passed. */
export function readSpan(text: string): number | undefined {
  if (/^(?:(?:right|прямо)\s+)?(?:now|сейчас)$/u.test(text)) return 0;
  const ahead = AHEAD.exec(text)?.[1] ?? LATER.exec(text)?.[1];
  const minutes = ahead === undefined ? -lasting(AGO.exec(text)?.[1] ?? '') : lasting(ahead);
  return Number.isInteger(minutes) ? minutes : undefined;
}

/** The minutes of a while, NaN where anything of it is no part of one. */
function lasting(text: string): number {
  const [form, minutes] = BEGINNINGS.find(([known]) => known.test(text)) ?? [];
  if (!form || !minutes) return minutesOf(text);
  const [taken = '', first, second] = form.exec(text) ?? [];
  const begun = minutes(number(first), Number(second));
  const rest = text.slice(taken.length).replace(/^[\s,]*(?:(?:and|и)\s+)?/u, '');
  // Tenths of an hour add up to whole minutes but for the last binary digit.
  return Math.round((rest === '' ? begun : begun + minutesOf(rest)) * 1000) / 1000;
}

function minutesOf(text: string): number {
  const found = MINUTE_PART.exec(text);
  return found ? number(found[1]) : NaN;
}

/** «час», "an hour" is one. */
const number = (text = ''): number => (/\d/.test(text) ? Number(text.replace(',', '.')) : 1);
