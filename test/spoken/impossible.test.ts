import { isImpossible } from '../../src/spoken/impossible';

const now = new Date('2026-11-20T12:05:00Z');

test.each(['31 Feb 10:00', '31st of november', 'february 30', 'Feb 29, 2027', '31 февраля', '31-го ноября', '31.02', '31.11 10:00', '32.11', '29.02.2027', '2026-02-30', '2026-11-31 10:00', '10.75', '25:00', '24:00', 'завтра в 10:75', 'в 25 часов', 'в двадцать пять часов'])(
  'there is no %s in any calendar or on any clock',
  (typed) => {
    expect(isImpossible(typed, now)).toBe(true);
  },
);

test.each(['purr', 'завтра в 10', '28 Feb 10:00', '29 feb 2028', '29.02.2028', '24.11', '10.30', '12/25', '23:59', '2026-11-25', 'через 25 часов завтра', 'in 25 hours or so', 'через 25.5 часа', 'nov 25 1030', '1234 5678', ''])('%s may be', (typed) => {
  expect(isImpossible(typed, now)).toBe(false);
});
