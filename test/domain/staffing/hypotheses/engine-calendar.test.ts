import { DateTime } from 'luxon';

import { companyDays, dayOfIso, isoDay } from '../../../../src/domain/staffing/hypotheses/engine/calendar';

const ms = (iso: string) => Date.parse(iso);

/** Clocks change at night, at midnight in both directions, by half an hour, by a whole day, and in Casablanca for one month a year. */
const ZONES = ['UTC', 'Europe/Moscow', 'Europe/Berlin', 'America/Havana', 'America/Sao_Paulo', 'Asia/Beirut', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Africa/Casablanca', 'America/St_Johns'];

test.each(ZONES.flatMap((zone) => [2010, 2026].map((year) => ({ zone, year }))))('the days of $year in $zone begin as the zone says', ({ zone, year }) => {
  const { first, starts } = companyDays(zone, ms(`${year}-01-01T12:00Z`), ms(`${year}-12-31T12:00Z`));
  expect(isoDay(first)).toBe(`${year}-01-01`);
  starts.forEach((start, day) => {
    expect(DateTime.fromMillis(start, { zone }).toISODate()).toBe(isoDay(first + day));
    expect(DateTime.fromMillis(start - 1, { zone }).toISODate()).toBe(isoDay(first + day - 1));
  });
  expect(isoDay(first + starts.length - 1)).toBe(`${year + 1}-01-01`);
});

test('days are of 23 and 25 hours where clocks change', () => {
  const hours = (from: string) => {
    const { starts } = companyDays('Europe/Berlin', ms(from), ms(from));
    return (starts[1]! - starts[0]!) / 3_600_000;
  };
  expect(['2026-03-28T12:00Z', '2026-03-29T12:00Z', '2026-10-25T12:00Z'].map(hours)).toEqual([24, 23, 25]);
});

test('a day that a zone leaves out is empty', () => {
  const { first, starts } = companyDays('Pacific/Apia', ms('2011-12-29T12:00Z'), ms('2011-12-31T12:00Z'));
  const left = dayOfIso('2011-12-30') - first;
  expect(starts[left + 1]).toBe(starts[left]);
});

test('days are named and counted from 1970 on', () => {
  expect([isoDay(0), dayOfIso('2026-03-29'), isoDay(dayOfIso('2026-03-29'))]).toEqual(['1970-01-01', 20_541, '2026-03-29']);
  const firstDay = (at: string) => isoDay(companyDays('Europe/Berlin', ms(at), ms(at)).first);
  const instants = ['2026-03-28T22:59:59.999Z', '2026-03-28T23:00Z', '2026-03-29T21:59Z', '2026-03-29T22:00Z'];
  expect(instants.map(firstDay)).toEqual(['2026-03-28', '2026-03-29', '2026-03-29', '2026-03-30']);
});
