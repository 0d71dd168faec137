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
    'завтра в двадцать два часа',
    'завтра в 15 часов 30',
    'завтра или послезавтра в 10',
    'tomorrow or monday at 10',
    'tomorrow night at 3',
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
])('what no clock shows may be another day than the chosen one: %s', (typed, day) => {
  expect(readDate(typed, { language: 'ru', zone, now }, '2026-11-26')).toEqual({ day, at: null });
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
