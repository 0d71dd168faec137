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

test('the hour is the one on the wall, on the day the clocks change too', () => {
  const berlin = { language: 'en', zone: 'Europe/Berlin', now: new Date('2026-03-27T12:00:00Z') } as const;
  expect(readDate('sunday 10:00', berlin)?.at?.toISOString()).toBe('2026-03-29T08:00:00.000Z');
  expect(readDate('saturday 10:00', berlin)?.at?.toISOString()).toBe('2026-03-28T09:00:00.000Z');
});
