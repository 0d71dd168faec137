/** The hour of the day that goes by such a word; undefined where nobody says so. */
const HALVES: Record<string, (hour: number) => number | undefined> = {
  утра: (hour) => (hour >= 1 && hour <= 11 ? hour : undefined),
  дня: (hour) => (hour >= 1 && hour <= 6 ? hour + 12 : hour >= 11 && hour <= 18 ? hour : undefined),
  вечера: (hour) => (hour >= 4 && hour <= 11 ? hour + 12 : hour >= 16 && hour <= 23 ? hour : undefined),
  // «12 ночи» may be the end of the day or its beginning.
  ночи: (hour) => (hour >= 1 && hour <= 5 ? hour : hour >= 10 && hour <= 11 ? hour + 12 : undefined),
  am: (hour) => (hour >= 1 && hour <= 12 ? hour % 12 : undefined),
  pm: (hour) => (hour >= 1 && hour <= 12 ? (hour % 12) + 12 : undefined),
};
const HALF = '(?:\\s*(утра|дня|вечера|ночи|am|pm)(?!\\p{L}))?';

const ORDINALS = ['первого', 'второго', 'третьего', 'четвертого', 'пятого', 'шестого', 'седьмого', 'восьмого', 'девятого', 'десятого', 'одиннадцатого', 'двенадцатого'];
const ORDINAL = `(${ORDINALS.join('|')})(?!\\p{L})`;
/** «второго» is the hour that began at one. */
const began = (ordinal: string): number => ORDINALS.indexOf(ordinal) || 12;

const START = '(?<![\\p{L}\\d:./-])';
const MINUTES = '\\s*(?:minutes?|mins?|минут[аы]?|мин\\.?)';

type Parts = readonly (string | undefined)[];
/** The hour that is named, the minutes from it on (or, below zero, up to it), and the half of the day. */
type Named = readonly [hour: number, minutes: number, half: string | undefined];

/** A quarter, a half and minutes that are told from the hour before or up to the hour named. */
const FRACTIONS: readonly [RegExp, (parts: Parts) => Named][] = [
  [`(?:пол|половин[аеу]\\s)[\\s-]*${ORDINAL}${HALF}`, ([ordinal = '', half]: Parts): Named => [began(ordinal), 30, half]],
  [`четверть\\s+${ORDINAL}${HALF}`, ([ordinal = '', half]: Parts): Named => [began(ordinal), 15, half]],
  [`(\\d{1,2})${MINUTES}\\s+${ORDINAL}${HALF}`, ([minutes, ordinal = '', half]: Parts): Named => [began(ordinal), Number(minutes), half]],
  [`без\\s+(четверти|\\d{1,2})(?:${MINUTES})?\\s+(\\d{1,2}|час)(?:\\s+час(?:ов|а)?)?(?!\\p{L}|[:.]?\\d)${HALF}`, ([minutes, hour, half]: Parts): Named => [hour === 'час' ? 1 : Number(hour), -quarter(minutes), half]],
  [`half\\s+past\\s+(\\d{1,2})(?![:.]?\\d)${HALF}`, ([hour, half]: Parts): Named => [Number(hour), 30, half]],
  [`(?:a\\s+)?(quarter|\\d{1,2}(?=\\s)|\\d{1,2}(?=${MINUTES}))(?:${MINUTES})?\\s+past\\s+(\\d{1,2})(?![:.]?\\d)${HALF}`, ([minutes, hour, half]: Parts): Named => [Number(hour), quarter(minutes), half]],
  // "10 to 5" may be a span of hours as well.
  [`(?:a\\s+)?(quarter|\\d{1,2}(?=${MINUTES}))(?:${MINUTES})?\\s+(?:to|before|till)\\s+(\\d{1,2})(?![:.]?\\d)${HALF}`, ([minutes, hour, half]: Parts): Named => [Number(hour), -quarter(minutes), half]],
].map(([form, named]) => [new RegExp(`${START}${form as string}`, 'gu'), named as (parts: Parts) => Named]);

const quarter = (minutes: string | undefined): number => (/^\d/.test(minutes ?? '') ? Number(minutes) : 15);

/** An hour of the clock: «15 часов», «3 часа дня», «10 часов 30 минут», «в 6 вечера», "18h"; a span of time («через 15 часов», «на 2 часа», «2 часа назад») is none. */
const HOUR =
  /(?<![\p{L}\d:./+-]|\d,)(?<!(?<!\p{L})(?:через|спустя|на|за|до|после|около|еще|in|for|within|until|till|after|before|about|another)\s+)(\d{1,2})(?:[:.-](\d{2}))?(?:\s*(ч\.?|час(?:ов|а)?|h)(?!\p{L}|\d))?(?:\s*(\d{1,2})\s*мин(?:ут[аы]?|\.)?(?!\p{L}))?(?:\s*(утра|дня|вечера|ночи)(?!\p{L}))?(?!\s*(?:назад|спустя|ago|later|from))/gu;

/** «в час», «час дня»: an hour that needs no number. */
const ONE = /(?<=(?<!\p{L})(?:в|к)\s+)час[у]?(?!\p{L})|(?<=^|\s)час(?=\s+(?:дня|ночи)(?!\p{L}))/gu;

/** Writes hours given in words as a clock shows them, HH:MM on 24 hours; undefined where there is no such hour («20 часов утра»). The text is in small letters, its numbers in digits. */
export function clockHours(text: string): string | undefined {
  let isSound = true;
  const clock = (hour: number | undefined, minute: number): string => {
    const total = (hour ?? 0) * 60 + minute;
    if (hour === undefined || hour > 23 || Math.abs(minute) > 59 || total < 0) isSound = false;
    return `${two(Math.floor(total / 60))}:${two(total % 60)}`;
  };
  const inHalf = (hour: number, half: string | undefined): number | undefined => (half === undefined ? hour : HALVES[half]?.(hour));
  const whole = FRACTIONS.reduce((said, [form, named]) => said.replace(form, (_found: string, ...parts: Parts) => {
    const [hour, minutes, half] = named(parts);
    return clock(inHalf(hour, half), minutes);
  }), text.replace(/([ap])\.\s?m\.?(?!\p{L})/gu, '$1m'));
  const numbered = whole.replace(/(?<![\p{L}\d:./,-])(\d{1,2})(?:h|ч)([0-5]\d)(?!\d)/gu, '$1:$2').replace(ONE, '1 час');
  const said = numbered.replace(HOUR, (found: string, hours: string, minutes: string | undefined, word: string | undefined, extra: string | undefined, half: string | undefined, place: number) => {
    if (word === undefined && half === undefined) return found;
    // «через 2 дня 15 часов» may be a span as well as a day and its hour.
    if (/через(?!.*(?<!\p{L})[вк]\s+$)/su.test(numbered.slice(0, place))) isSound = false;
    return clock(inHalf(Number(hours), half), Number(minutes ?? extra ?? 0));
  });
  return isSound ? joined(said) : undefined;
}

const two = (number: number): string => String(number).padStart(2, '0');

const MONTH = '(?:янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек|числ|jan|feb|apr|may|jun|jul|aug|sep|oct|nov|dec)';
const AT = '(?<=(?<!\\p{L})(?:в|к|at|by)\\s+)';
const DAY_WORD = '(?:today|tomorrow|сегодня|завтра|послезавтра|\\p{L}+day|понедельник|вторник|среду|четверг|пятницу|субботу|воскресенье)';
const CLOCK_HOUR = '([01]?\\d|2[0-3])';
/** «в 14-30», "10-00"; elsewhere "10-12" may be a span of hours, and "23-25 november" one of days. */
const DASHED = new RegExp(`(?:${AT}${CLOCK_HOUR}-([0-5]\\d)|${START}(?<!(?:с|со|from)\\s+)${CLOCK_HOUR}-(00|2[5-9]|[345]\\d))(?![\\d.:/-]|\\s*${MONTH})`, 'gu');
/** "tomorrow 1030", «в 930»; beside a date "2027" is a year. */
const COMPACT = new RegExp(`(?<=(?:(?<!\\p{L})(?:в|к|at|by|${DAY_WORD}),?|(?:${MONTH}\\p{L}*|\\d),?(?=\\s+(?!19|20)))\\s+)${CLOCK_HOUR}([0-5]\\d)(?![\\d.:/-]|\\s*(?:г|год\\p{L}*)(?!\\p{L}))`, 'gu');
/** «в 10 30», "tomorrow 10 30". */
const SPACED = new RegExp(`(?<=(?<!\\p{L})(?:в|к|at|by|${DAY_WORD}),?\\s+)${CLOCK_HOUR}\\s([0-5]\\d)(?![\\d.:/,-]|\\s*(?:\\p{L}|\\d))`, 'gu');
/** «к 15:00», "by 5pm": an hour to come at. */
const TOWARDS = /(?<=^|\s)(?:(к)|by)(?=\s+\d)/gu;

/** Hours and minutes that stand apart or together without a colon get one. */
function joined(text: string): string {
  const clock = (_found: string, ...parts: Parts): string => {
    const [hour, minute] = parts.slice(0, 4).filter((part) => typeof part === 'string' && /^\d+$/.test(part));
    return `${hour}:${minute}`;
  };
  return [DASHED, COMPACT, SPACED].reduce((said, form) => said.replace(form, clock), text).replace(TOWARDS, (_found, russian?: string) => (russian ? 'в' : 'at'));
}
