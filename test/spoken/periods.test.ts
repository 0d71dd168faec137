import { DateTime } from 'luxon';

import type { TypedDate } from '../../src/spoken/dates';
import { readEnd, readPeriod } from '../../src/spoken/periods';

const zone = 'Europe/Moscow';
/** Friday, 20 November 2026, 15:05 in Moscow. */
const now = new Date('2026-11-20T12:05:00Z');
const today = '2026-11-20';

const told = (read: TypedDate | null | undefined): string | null | undefined => read && (read.at ? DateTime.fromJSDate(read.at, { zone }).toFormat('yyyy-MM-dd HH:mm') : read.day);

test.each([
  ['с пятницы до воскресенья', '2026-11-27', '2026-11-29'],
  ['from Friday to Sunday', '2026-11-27', '2026-11-29'],
  ['from monday through friday', '2026-11-23', '2026-11-27'],
  ['пн-вс', '2026-11-23', '2026-11-29'],
  ['23-25 ноября', '2026-11-23', '2026-11-25'],
  ['с 23 по 25 ноября', '2026-11-23', '2026-11-25'],
  ['from 23 to 25 november', '2026-11-23', '2026-11-25'],
  ['23.11 - 25.11', '2026-11-23', '2026-11-25'],
  ['10.12-12.12', '2026-12-10', '2026-12-12'],
  ['2026-11-25 – 2026-11-27', '2026-11-25', '2026-11-27'],
  ['с сегодня до завтра', '2026-11-20', '2026-11-21'],
  ['завтра с 14:00 до 18:00', '2026-11-21 14:00', '2026-11-21 18:00'],
  ['tomorrow 2pm to 6pm', '2026-11-21 14:00', '2026-11-21 18:00'],
  ['с субботы 10:00 до воскресенья 14:00', '2026-11-21 10:00', '2026-11-22 14:00'],
  ['завтра с 10:00', '2026-11-21 10:00', undefined],
  ['с пятницы', '2026-11-27', undefined],
  ['10.12', '2026-12-10', undefined],
  ['10.30', '2026-11-20 10:30', undefined],
  ['quarter to five pm tomorrow', '2026-11-21 16:45', undefined],
  ['с пятницы до дивана', '2026-11-27', null],
  ['from friday until 31 feb', '2026-11-27', null],
])('%s is from %s to %s', (typed, from, to) => {
  for (const language of ['ru', 'en'] as const) {
    const read = readPeriod(typed, { language, zone, now }, today);
    expect([told(read?.from), told(read?.to)]).toEqual([from, to]);
  }
});

test.each(['от дивана до завтра', 'from the sofa to monday', 'purr', 'with tom to the sofa', 'с 23 по 25 и 27 ноября', 'не с пятницы до воскресенья'])('%s has no beginning', (typed) => {
  for (const language of ['ru', 'en'] as const) expect(readPeriod(typed, { language, zone, now }, today)).toBeUndefined();
});

test.each([
  ['до воскресенья', '2026-11-29'],
  ['until Sunday', '2026-11-29'],
  ['по 30.11', '2026-11-30'],
  ['18:00', '2026-11-27 18:00'],
  ['завтра', '2026-11-21'],
])('an end told as %s is %s', (typed, to) => {
  for (const language of ['ru', 'en'] as const) expect(told(readEnd(typed, { language, zone, now }, { day: '2026-11-27', at: null }))).toBe(to);
});
