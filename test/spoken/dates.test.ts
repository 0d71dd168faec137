import fc from 'fast-check';
import { DateTime } from 'luxon';

import { readDate } from '../../src/spoken/dates';

const zone = 'Europe/Moscow';
/** Friday, 20 November 2026, 15:05 in Moscow. */
const now = new Date('2026-11-20T12:05:00Z');

test.each([
  ['завтра в 10', 'ru', '2026-11-21', '07:00'],
  ['завтра', 'ru', '2026-11-21', null],
  ['в пятницу в 18:30', 'ru', '2026-11-20', '15:30'],
  ['25 ноября в 15', 'ru', '2026-11-25', '12:00'],
  ['25.11 15:00', 'ru', '2026-11-25', '12:00'],
  ['послезавтра в 9 утра', 'ru', '2026-11-22', '06:00'],
  ['через 2 часа', 'ru', '2026-11-20', '14:05'],
  ['вчера в 10', 'ru', '2026-11-19', '07:00'],
  ['tomorrow 10am', 'ru', '2026-11-21', '07:00'],
  ['tomorrow 10am', 'en', '2026-11-21', '07:00'],
  ['tomorrow at 10', 'en', '2026-11-21', '07:00'],
  ['25 nov 15:00', 'en', '2026-11-25', '12:00'],
  ['Nov 25 at 3pm', 'en', '2026-11-25', '12:00'],
  ['25/11 15:00', 'en', '2026-11-25', '12:00'],
  ['2026-11-25 15:00', 'en', '2026-11-25', '12:00'],
  ['next monday', 'en', '2026-11-23', null],
  ['in 2 hours', 'en', '2026-11-20', '14:05'],
  ['завтра в 10', 'en', '2026-11-21', '07:00'],
] as const)('%s (%s) is %s %s', (typed, language, day, utc) => {
  const read = readDate(typed, { language, zone, now });
  expect(read?.day).toBe(day);
  expect(read?.at?.toISOString().slice(11, 16) ?? null).toBe(utc);
});

describe('an hour in words is an hour of the clock, in whatever language the reader is spoken to', () => {
  test.each([
    ['завтра в 15 часов', '2026-11-21 15:00'],
    ['завтра в 10 часов утра', '2026-11-21 10:00'],
    ['завтра в 3 часа', '2026-11-21 03:00'],
    ['завтра в 3 часа дня', '2026-11-21 15:00'],
    ['завтра в 3 дня', '2026-11-21 15:00'],
    ['завтра в 6 часов вечера', '2026-11-21 18:00'],
    ['завтра в 12 дня', '2026-11-21 12:00'],
    ['завтра в 3 часа ночи', '2026-11-21 03:00'],
    ['завтра в 11 ночи', '2026-11-21 23:00'],
    ['завтра в час дня', '2026-11-21 13:00'],
    ['завтра в три часа дня', '2026-11-21 15:00'],
    ['завтра в 15 часов 30 минут', '2026-11-21 15:30'],
    ['завтра в 15ч', '2026-11-21 15:00'],
    ['Завтра, в 15 ЧАСОВ', '2026-11-21 15:00'],
    ['15 часов завтра', '2026-11-21 15:00'],
    ['послезавтра 15 часов', '2026-11-22 15:00'],
    ['в четверг в 18 часов', '2026-11-26 18:00'],
    ['в субботу в 9 ч утра', '2026-11-21 09:00'],
    ['25 ноября 15 часов', '2026-11-25 15:00'],
    ['25.11 в 15 часов', '2026-11-25 15:00'],
    ['сегодня в 20 часов', '2026-11-20 20:00'],
    ['через неделю в 10 часов', '2026-11-27 10:00'],
    ['через 2 дня в 15 часов', '2026-11-22 15:00'],
    ['завтра вечером в 7', '2026-11-21 19:00'],
    ['tomorrow evening at 7', '2026-11-21 19:00'],
    ["tomorrow at 15 o'clock", '2026-11-21 15:00'],
    ['через 15 часов', '2026-11-21 06:05'],
    ['через час', '2026-11-20 16:05'],
    ['через 1 час 30 минут', '2026-11-20 16:35'],
    ['in 15 hours', '2026-11-21 06:05'],
    ['in two hours', '2026-11-20 17:05'],
    ['завтра в двадцать два часа', '2026-11-21 22:00'],
    ['24.11 в 14-30', '2026-11-24 14:30'],
    ['24.11 в 14-15', '2026-11-24 14:15'],
    ['послезавтра в 15.00', '2026-11-22 15:00'],
    ['1.12 10.30', '2026-12-01 10:30'],
    ['завтра 10.12', '2026-11-21 10:12'],
    ['10.30', '2026-11-21 10:30'],
    ['в среду к трём дня', '2026-11-25 15:00'],
    ['half past ten', '2026-11-21 10:30'],
    ['half past ten pm tomorrow', '2026-11-21 22:30'],
    ['quarter to five pm today', '2026-11-20 16:45'],
    ['quarter past 3pm tomorrow', '2026-11-21 15:15'],
    ['tomorrow at twenty past seven', '2026-11-21 07:20'],
    ['tomorrow at ten minutes to seven', '2026-11-21 06:50'],
    ['quarter to one pm tomorrow', '2026-11-21 12:45'],
    ['сегодня в полтретьего', '2026-11-20 02:30'],
    ['полтретьего дня', '2026-11-21 14:30'],
    ['завтра в половине третьего дня', '2026-11-21 14:30'],
    ['завтра в полпервого дня', '2026-11-21 12:30'],
    ['завтра пол-десятого утра', '2026-11-21 09:30'],
    ['без четверти пять вечера', '2026-11-20 16:45'],
    ['завтра без двадцати пяти пять вечера', '2026-11-21 16:35'],
    ['завтра без двадцати пять вечера', '2026-11-21 16:40'],
    ['завтра без пяти час дня', '2026-11-21 12:55'],
    ['завтра в четверть шестого вечера', '2026-11-21 17:15'],
    ['завтра десять минут шестого', '2026-11-21 05:10'],
    ['day after tomorrow 1030', '2026-11-22 10:30'],
    ['25 nov 1030', '2026-11-25 10:30'],
    ['завтра в 930', '2026-11-21 09:30'],
    ['завтра в 10 30', '2026-11-21 10:30'],
    ['1.12 18h', '2026-12-01 18:00'],
    ['18h30', '2026-11-20 18:30'],
    ['завтра в 18ч30', '2026-11-21 18:30'],
    ['tomorrow ten thirty', '2026-11-21 10:30'],
    ['завтра в десять тридцать', '2026-11-21 10:30'],
    ['завтра в час', '2026-11-21 01:00'],
    ['завтра днём в 3', '2026-11-21 15:00'],
    ['tomorrow at 5 in the evening', '2026-11-21 17:00'],
    ['завтра вечером в полвосьмого', '2026-11-21 19:30'],
    ['tomorrow 5 p.m.', '2026-11-21 17:00'],
    ['by 5pm tomorrow', '2026-11-21 17:00'],
    ['двадцать пятого ноября в десять', '2026-11-25 10:00'],
    ['25 ноября 2026 г. в 15:00', '2026-11-25 15:00'],
    ['в вс в 10', '2026-11-22 10:00'],
    ['in 36 hours', '2026-11-22 03:05'],
    ['Wednesday 25 November 10:00', '2026-11-25 10:00'],
    ['в среду 25.11 в 10', '2026-11-25 10:00'],
    ['+2h', '2026-11-20 17:05'],
    ['right now', '2026-11-20 15:05'],
  ])('%s is %s', (typed, when) => {
    for (const language of ['ru', 'en'] as const) {
      const at = readDate(typed, { language, zone, now })?.at;
      expect(at && DateTime.fromJSDate(at, { zone }).toFormat('yyyy-MM-dd HH:mm')).toBe(when);
    }
  });

  test.each([
    'tomorrow in 15 hours',
    'in 15 hours tomorrow',
    'tomorrow 5 hours later',
    'завтра через 2 часа',
    'понедельник через 5 часов',
    '25.11 через 2 часа',
    'через 2 дня 15 часов',
    'завтра на 10 часов',
    'завтра после 15 часов',
    'завтра в 12 ночи',
    'завтра в 20 часов утра',
    'завтра в 15 часов 30',
    'завтра или послезавтра в 10',
    'tomorrow or monday at 10',
    'tomorrow night at 3',
    'tomorrow 10 to 5',
    'tomorrow half ten',
    'завтра с 10 до 12',
    'tomorrow 10am-12',
    'завтра до 10',
    'before 10 tomorrow',
    'не завтра',
    'every day at 10',
    'tomorrow at 10 for two hours',
    'завтра ночью',
    'завтра без четверти двенадцать ночи',
    'in 1:30',
    'in ten thirty',
    'часа через два',
    'через полтора дня',
    'in a day and a half',
    'через час-полтора',
    'in 2-3 hours',
    'in less than 2 hours',
    'in 2,33 hours',
    'через 2 часа 2 часа',
    'через несколько часов',
    'с пятницы до воскресенья',
    '23-25 ноября',
    '10.12 10.12',
    'Tuesday 25 November 10:00',
    'вторник завтра в 10:00',
    'quarter to',
    'без четверти',
    'last friday at 10',
    'в прошлую пятницу в 10',
    'в конце недели',
    '9 + 2h tomorrow',
  ])('what may mean another time is refused: %s', (typed) => {
    for (const language of ['ru', 'en'] as const) expect(readDate(typed, { language, zone, now })).toBeUndefined();
  });
});

test.each([
  ['в 15 часов', '12:00'],
  ['15 часов', '12:00'],
  ['в 6 часов вечера', '15:00'],
  ['в час дня', '10:00'],
  ['10', '07:00'],
  ['10:30', '07:30'],
  ['в 10', '07:00'],
  ['10.30', '07:30'],
  ['3pm', '12:00'],
  ['12am', '21:00'],
  ['в 3 дня', '12:00'],
  ['10 утра', '07:00'],
])('of a chosen day, %s', (typed, utc) => {
  const read = readDate(typed, { language: 'ru', zone, now }, '2026-11-25');
  expect(read?.at?.toISOString().slice(11, 16)).toBe(utc);
});

test.each(['диван', 'sofa', '25:00', '10:75', '', '<b>', '🐱', '31 Feb 10:00', 'x'.repeat(100)])('%j is no date', (typed) => {
  expect(readDate(typed, { language: 'ru', zone, now }, '2026-11-25')?.at ?? null).toBeNull();
});

test.each([
  '2026-02-30',
  '2026-02-30 10:00',
  '2026-11-31 10:00',
  '2026-12-32 10:00',
  '2026-11-25 25:00',
  '2026-11-25 24:00',
  '2026-11-25 10:75',
  '30 февраля 10:00',
  '31.11 10:00',
  'tomorrow 25:00',
  'завтра в 10:75',
  '25:00',
  '24:00',
  '24',
  '10:75',
  'в 25 часов',
])('there is no such day or time as %s, with a day chosen or without', (typed) => {
  for (const language of ['ru', 'en'] as const) {
    expect(readDate(typed, { language, zone, now })).toBeUndefined();
    expect(readDate(typed, { language, zone, now }, '2026-11-25')).toBeUndefined();
  }
});

test.each([
  ['24.11', '2026-11-24'],
  ['25.11', '2026-11-25'],
  ['30/11', '2026-11-30'],
  ['через месяц', '2026-12-20'],
  ['this evening', '2026-11-20'],
])('what no clock shows may be another day than the chosen one: %s', (typed, day) => {
  expect(readDate(typed, { language: 'ru', zone, now }, '2026-11-26')).toMatchObject({ day, at: null });
});

test('an hour that the clocks skip is no time', () => {
  const berlin = { language: 'en', zone: 'Europe/Berlin', now: new Date('2026-03-27T12:00:00Z') } as const;
  expect(readDate('2026-03-29 02:30', berlin)).toBeUndefined();
  expect(readDate('2:30', berlin, '2026-03-29')).toBeUndefined();
  expect(readDate('2026-03-29 03:30', berlin)?.at?.toISOString()).toBe('2026-03-29T01:30:00.000Z');
});

test('the hour is the one on the wall, on the day the clocks change too', () => {
  const berlin = { language: 'en', zone: 'Europe/Berlin', now: new Date('2026-03-27T12:00:00Z') } as const;
  expect(readDate('sunday 10:00', berlin)?.at?.toISOString()).toBe('2026-03-29T08:00:00.000Z');
  expect(readDate('saturday 10:00', berlin)?.at?.toISOString()).toBe('2026-03-28T09:00:00.000Z');
});

test.each([
  ['7', 'evening', '19:00'],
  ['7:30', 'evening', '19:30'],
  ['в полвосьмого', 'evening', '19:30'],
  ['3', 'afternoon', '15:00'],
  ['9', 'morning', '09:00'],
  ['7am', 'evening', '07:00'],
  ['07:00', 'evening', '07:00'],
  ['15', 'evening', '15:00'],
] as const)('a bare hour belongs to the part of the day that was named before, unless it says otherwise: %s in the %s', (typed, part, clock) => {
  const at = readDate(typed, { language: 'ru', zone, now, part }, '2026-11-25')?.at;
  expect(at && DateTime.fromJSDate(at, { zone }).toFormat('HH:mm')).toBe(clock);
});

test.each([
  ['this evening', '2026-11-20', 'evening'],
  ['tonight', '2026-11-20', 'evening'],
  ['завтра вечером', '2026-11-21', 'evening'],
  ['завтра с утра', '2026-11-21', 'morning'],
  ['tomorrow afternoon', '2026-11-21', 'afternoon'],
  ['завтра после обеда', '2026-11-21', 'afternoon'],
])('%s is a part of a day', (typed, day, part) => {
  for (const language of ['ru', 'en'] as const) expect(readDate(typed, { language, zone, now })).toEqual({ day, at: null, part });
});

const EN = ' one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(' ');
const RU = ' один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать'.split(' ');
const inWords = (units: readonly string[], tens: readonly string[], number: number, gap: string): string =>
  number < 20 ? (units[number] ?? '') : [tens[Math.floor(number / 10) - 2], units[number % 10]].filter(Boolean).join(gap);
const en = (number: number, gap = ' '): string => inWords(EN, ['twenty', 'thirty', 'forty', 'fifty'], number, gap);
const ru = (number: number): string => inWords(RU, ['двадцать', 'тридцать', 'сорок', 'пятьдесят'], number, ' ');
const two = (number: number): string => String(number).padStart(2, '0');
const languages = ['ru', 'en'] as const;

/** Every way to say so many hours and minutes from now. */
function spans(hours: number, minutes: number): string[] {
  const whole = [[String(hours), String(minutes)], [en(hours), en(minutes)], [en(hours, '-'), en(minutes, '-')]].flatMap(([h, m]) => [`in ${h} hours ${m} minutes`, `in ${h} hours and ${m} minutes`, `${h} hours ${m} min from now`, `in ${h} hrs, ${m} mins`]);
  const russian = [[String(hours), String(minutes)], [ru(hours), ru(minutes)]].flatMap(([h, m]) => [`через ${h} часов ${m} минут`, `через ${h} часа и ${m} минуты`, `через ${h} ч ${m} мин`]);
  const exact = [`in ${hours}h${two(minutes)}`, `через ${hours}ч${two(minutes)}`, `in ${hours * 60 + minutes} minutes`, `через ${hours * 60 + minutes} минут`];
  const tenths = minutes % 6 === 0 ? [',', '.'].flatMap((mark) => [`in ${hours}${mark}${minutes / 6} hours`, `через ${hours}${mark}${minutes / 6} часа`, `in ${hours}${mark}${minutes / 6}h`]) : [];
  const half = minutes === 30 ? [`in ${en(hours)} and a half hours`, `in ${hours} hours and a half`, `in ${en(hours)} hours and a half`, `через ${ru(hours)} с половиной часа`, `через ${hours} с половиной часов`] : [];
  const one = hours === 1 ? [...(minutes === 30 ? ['in an hour and a half', 'in one and a half hours', 'через полтора часа', 'через час с половиной'] : []), `in an hour and ${minutes} minutes`, `через час ${ru(minutes)} минут`] : [];
  return [...whole, ...russian, ...exact, ...tenths, ...half, ...one];
}

/** Every way to say an hour of the clock. */
function clocks(hour: number, minute: number): string[] {
  const half = hour < 12 ? 'am' : 'pm';
  const short = hour % 12 === 0 ? 12 : hour % 12;
  const digits = [`${hour}:${two(minute)}`, `${two(hour)}:${two(minute)}`, `${hour}.${two(minute)}`, `${hour}h${two(minute)}`, `${hour}ч${two(minute)}`, `в ${hour}-${two(minute)}`, `в ${hour} ${two(minute)}`, `at ${hour}${two(minute)}`, `к ${hour}:${two(minute)}`, `by ${hour}:${two(minute)}`, `${short}:${two(minute)}${half}`, `${short}:${two(minute)} ${half}`];
  const words = [`в ${hour} часов ${minute} минут`, ...(minute >= 10 && hour > 0 ? [`at ${en(hour)} ${en(minute)}`, `в ${ru(hour)} ${ru(minute)}`, `at ${en(short)} ${en(minute)} ${half}`] : [])];
  const past = minute > 0 && minute <= 30 ? [`${en(minute)} minutes past ${en(short)} ${half}`, `${minute} past ${short} ${half}`] : [];
  const quarters = minute === 15 ? [`quarter past ${en(short)} ${half}`, `at a quarter past ${short}${half}`] : minute === 30 ? [`half past ${en(short)} ${half}`] : [];
  const to = minute > 30 && short < 11 ? [`${en(60 - minute)} minutes to ${en(short + 1)} ${half}`, ...(minute === 45 ? [`quarter to ${en(short + 1)} ${half}`, ...(hour < 11 && hour > 0 ? [`без четверти ${ru(hour + 1)} утра`] : [])] : [])] : [];
  return [...digits, ...words, ...past, ...quarters, ...to];
}

test('a while from now is that long, in whatever words and language, or is refused', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 59 }), fc.oneof(fc.constant(30), fc.integer({ min: 1, max: 59 })), fc.constantFrom(...languages), (hours, minutes, language) => {
      const meant = DateTime.fromJSDate(now).plus({ hours, minutes }).toJSDate();
      for (const typed of spans(hours, minutes)) expect([typed, readDate(typed, { language, zone, now })?.at]).toEqual([typed, meant]);
    }),
    { seed: 20, numRuns: 30 },
  );
});

test('an hour is the same one in every way it is written', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 23 }), fc.oneof(fc.constantFrom(15, 30, 45), fc.integer({ min: 0, max: 59 })), fc.constantFrom('tomorrow', 'завтра', '21.11', '21/11/2026'), fc.constantFrom(...languages), (hour, minute, day, language) => {
      const meant = DateTime.fromISO('2026-11-21', { zone }).set({ hour, minute }).toJSDate();
      for (const said of clocks(hour, minute)) {
        const typed = `${day} ${said}`;
        // Two languages in one text may be read, and need not; of "21.11 1.01" either may be the day.
        const isOpen = (/[a-z]/.test(typed) && /[а-я]/.test(typed)) || /^21\.11 \d+\.(0[1-9]|1[0-2])$/.test(typed);
        if (!isOpen) expect([typed, readDate(typed, { language, zone, now })?.at]).toEqual([typed, meant]);
        expect([said, readDate(said, { language, zone, now }, '2026-11-21')?.at]).toEqual([said, meant]);
      }
    }),
    { seed: 21, numRuns: 50 },
  );
});

test('nothing said beside an hour that may move it is dropped: what is read is that hour, or nothing', () => {
  const beside = fc.constantFrom('half', 'quarter', 'not', 'or', 'before', 'after', 'until', 'past', 'hours', 'a half', 'two', 'twenty', '5', 'не', 'или', 'до', 'после', 'без', 'пол', 'с половиной', 'без четверти', 'четверть', 'минут', 'два', 'двадцати', 'полтретьего', 'третьего', 'вторник', 'monday');
  const rest = fc.array(beside, { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(rest, rest, fc.constantFrom(...languages), (first, last, language) => {
      const plain = DateTime.fromISO('2026-11-21T10:00', { zone }).toMillis();
      for (const typed of [`${first.join(' ')} завтра в 10:00`, `tomorrow 10:00 ${last.join(' ')}`]) expect([typed, readDate(typed, { language, zone, now })?.at?.getTime()]).not.toEqual([typed, plain]);
    }),
    { seed: 22, numRuns: 150 },
  );
});
