const NUMBERS = ['два', 'три', 'четыре', 'пять', 'шесть', 'семь', 'восемь', 'девять', 'десять', 'одиннадцать', 'двенадцать'];

/** «три часа», «час дня»: the number in words, and an hour that needs none. */
const IN_WORDS = new RegExp(`(?<!\\p{L}|двадцать\\s+)(${NUMBERS.join('|')})(?=\\s+(?:час|утра|дня|вечера|ночи))`, 'giu');
const ONE = /(?<=^|(?<!\p{L})(?:в|к)\s+)час(?=\s+(?:дня|ночи)(?!\p{L}))/giu;

/** An hour of the clock: «15 часов», «3 часа дня», «10 часов 30 минут», «в 6 вечера»; a span of time («через 15 часов», «на 2 часа», «2 часа назад») is none. */
const HOUR =
  /(?<![\p{L}\d:./-]|\d,)(?<!(?:через|спустя|на|за|до|после|около|ещё|еще)\s+)(\d{1,2})(?:[:.-](\d{2}))?(?:\s*(ч\.?|час(?:ов|а)?)(?!\p{L}))?(?:\s*(\d{1,2})\s*мин(?:ут[аы]?|\.)?(?!\p{L}))?(?:\s*(утра|дня|вечера|ночи)(?!\p{L}))?(?!\s*(?:назад|спустя))/giu;

/** The hour of the day that goes by such a word; undefined where nobody says so. */
const HALVES: Record<string, (hour: number) => number | undefined> = {
  утра: (hour) => (hour >= 1 && hour <= 11 ? hour : undefined),
  дня: (hour) => (hour >= 1 && hour <= 6 ? hour + 12 : hour >= 11 && hour <= 18 ? hour : undefined),
  вечера: (hour) => (hour >= 4 && hour <= 11 ? hour + 12 : hour >= 16 && hour <= 23 ? hour : undefined),
  // «12 ночи» may be the end of the day or its beginning.
  ночи: (hour) => (hour >= 1 && hour <= 5 ? hour : hour >= 10 && hour <= 11 ? hour + 12 : undefined),
};

/** Writes hours given in Russian words as a clock shows them, HH:MM on 24 hours; undefined where there is no such hour («20 часов утра»). */
export function clockHours(typed: string): string | undefined {
  let isSound = true;
  const numbered = typed.replace(IN_WORDS, (word) => String(NUMBERS.indexOf(word.toLowerCase()) + 2)).replace(ONE, '1 $&');
  const said = numbered.replace(HOUR, (found: string, hours: string, minutes: string | undefined, word: string | undefined, extra: string | undefined, half: string | undefined, place: number) => {
    if (word === undefined && half === undefined) return found;
    // «через 2 дня 15 часов» may be a span as well as a day and its hour.
    if (/через(?!.*(?<!\p{L})[вк]\s+$)/isu.test(numbered.slice(0, place))) isSound = false;
    const hour = half === undefined ? Number(hours) : HALVES[half.toLowerCase()]?.(Number(hours));
    const minute = Number(minutes ?? extra ?? 0);
    if (hour === undefined || hour > 23 || minute > 59) isSound = false;
    return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
  });
  return isSound ? said : undefined;
}

const TOWARDS = /(?<!\p{L})(?:через|спустя|назад|сейчас|in|ago|now|later)(?!\p{L})/iu;
const SPAN_WORD =
  /^(?:через|спустя|назад|сейчас|прямо|in|ago|from|right|now|later|ровно|примерно|about|exactly|\d{1,4}|an?|half|quarter|of|and|и|с|one|two|three|four|five|six|seven|eight|nine|ten|twelve|один|одну|две|половиной|полтора|полчаса|пол|четверть|часа?|часов|ч|мин|минут[уы]?|hours?|hrs?|h|min|mins|minutes?|m)$/iu;

/** Whether a text speaks of a while from now and of nothing else: «через 2 часа», "in 2 hours", but not "tomorrow in 2 hours". */
export function isSpan(typed: string): boolean {
  const words = typed.toLowerCase().split(/[^\p{L}\d]+/u).filter(Boolean);
  return TOWARDS.test(typed) && !/\d[/.]\d/.test(typed) && words.every((word) => SPAN_WORD.test(word) || NUMBERS.includes(word));
}

/** The parts of the day with their hours, from and until. */
const PARTS: readonly [RegExp, number, number][] = [
  [/(?<!\p{L})(?:ночью|tonight|night)(?!\p{L})/iu, 18, 6],
  [/(?<!\p{L})(?:утром|morning)(?!\p{L})/iu, 1, 12],
  [/(?<!\p{L})(?:дн[её]м|afternoon)(?!\p{L})/iu, 11, 19],
  [/(?<!\p{L})(?:вечером|evening)(?!\p{L})/iu, 16, 24],
];

/** Whether an hour belongs to the part of the day that a text names: "tomorrow night at 3" is not 15:00. */
export function isInPart(typed: string, hour: number): boolean {
  return PARTS.every(([named, from, until]) => !named.test(typed) || (from < until ? hour >= from && hour < until : hour >= from || hour < until));
}
