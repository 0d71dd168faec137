import { readDate } from '../../src/bot/dates';

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

test.each([
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
