import { csv } from '../../src/output/csv';
import { readInstant, spokenInstant } from '../../src/output/instant';
import { count, money, readMoney } from '../../src/output/money';
import { nearest } from '../../src/domain/shared/nearest';
import { clean, quoted } from '../../src/output/style';
import { exact, relative, span } from '../../src/output/time';

const ZONE = 'Europe/Moscow';
const clock = { now: new Date('2026-11-20T12:05:00Z'), zone: ZONE };
const told = (of: () => unknown) => {
  try {
    return of();
  } catch (error) {
    return (error as { code?: string }).code;
  }
};

test.each([
  ['2026-11-20T12:05:20Z', 'now'],
  ['2026-11-20T12:00:00Z', '5 min ago'],
  ['2026-11-20T14:00:00Z', 'in 2 h'],
  ['2026-11-21T12:00:00Z', 'tomorrow'],
  ['2026-11-19T09:00:00Z', 'yesterday'],
  ['2026-11-20T21:30:00Z', 'tomorrow'],
  ['2026-11-27T12:00:00Z', 'in 7 days'],
  ['2026-11-28T12:00:00Z', '28 Nov'],
  ['2027-01-02T12:00:00Z', '2 Jan 2027'],
])('%s is %s', (at, text) => {
  expect(relative(new Date(at), clock)).toBe(text);
});

test('times in full are the company zone, with the year only where it is another', () => {
  expect(exact(new Date('2026-11-20T12:00:00Z'), clock)).toBe('Fri 20 Nov 15:00');
  expect(exact(new Date('2027-03-01T12:00:00Z'), clock)).toBe('Mon 1 Mar 2027 15:00');
  expect(span(new Date('2026-11-20T20:30:00Z'), new Date('2026-11-20T21:30:00Z'), clock)).toBe('Fri 20 Nov 23:30-Sat 21 Nov 00:30');
});

test.each([
  ['2026-11-21 15:00', ZONE, '2026-11-21T12:00:00.000Z'],
  ['2026-11-21T15:00', ZONE, '2026-11-21T12:00:00.000Z'],
  ['2026-11-21T15:00:30+05:00', ZONE, '2026-11-21T10:00:30.000Z'],
  ['2026-11-21t12:00:00z', ZONE, '2026-11-21T12:00:00.000Z'],
])('%s in %s is %s', (text, zone, at) => {
  expect(readInstant('--at', text, zone).toISOString()).toBe(at);
});

test.each(['', 'tomorrow', '2026-11-21', '21.11.2026 15:00', '2026-02-30 12:00', '2026-02-30T12:00Z', '2026-11-21 25:00', '2026-11-21T10:00+25:00'])('“%s” is no time', (text) => {
  expect(told(() => readInstant('--at', text, ZONE))).toBe('cli.usage');
});

test.each(['today 14:00', 'yesterday'])('a flag takes no words, and the error for “%s” says which forms it takes', (text) => {
  try {
    readInstant('--at', text, ZONE);
  } catch (error) {
    expect((error as { params: object }).params).toEqual({ problem: 'value', name: '--at', value: text, example: '2026-11-21T12:00:00Z, 2026-11-21 15:00' });
  }
  expect.assertions(1);
});

test('an hour that the clocks skip is no time', () => {
  expect(told(() => readInstant('--at', '2026-03-29 02:30', 'Europe/Berlin'))).toBe('cli.usage');
});

test.each([
  ['tomorrow 15:00', '2026-11-21T12:00:00.000Z'],
  ['завтра в 15:00', '2026-11-21T12:00:00.000Z'],
  ['2026-11-21 15:00', '2026-11-21T12:00:00.000Z'],
  ['tuesday at 9am', '2026-11-24T06:00:00.000Z'],
  ['yesterday 10:00', '2026-11-19T07:00:00.000Z'],
  ['вчера в 10:00', '2026-11-19T07:00:00.000Z'],
  ['10:00', '2026-11-21T07:00:00.000Z'],
  ['завтра в 3 часа дня', '2026-11-21T12:00:00.000Z'],
  ['tomorrow at 3pm', '2026-11-21T12:00:00.000Z'],
  ['in 2,5 hours', '2026-11-20T14:35:00.000Z'],
  ['через полтора часа', '2026-11-20T13:35:00.000Z'],
  ['24.11 в 14-30', '2026-11-24T11:30:00.000Z'],
  ['quarter to five pm today', '2026-11-20T13:45:00.000Z'],
] as const)('a prompt takes “%s”', async (text, at) => {
  expect((await spokenInstant(text, clock))?.toISOString()).toBe(at);
});

test('a prompt wants a day and an hour', async () => {
  expect(await spokenInstant('next week', clock)).toBeUndefined();
  expect(await spokenInstant('whenever', clock)).toBeUndefined();
  expect(await spokenInstant('завтра в 20 часов утра', clock)).toBeUndefined();
  expect(await spokenInstant('31 Feb 10:00', clock)).toBeUndefined();
});

test('money and counts', () => {
  expect([money(1_024_000), money(-4_000), money(5), money(100_000_000_000)]).toEqual(['10,240.00', '-40.00', '0.05', '1,000,000,000.00']);
  expect([count(10_214), count(7)]).toEqual(['10,214', '7']);
  expect(readMoney('--amount', '95,5')).toBe(9_550);
  expect(told(() => readMoney('--amount', '1e3'))).toBe('cli.usage');
});

test.each([
  ['=1+1', "'=1+1"],
  ['+7', "'+7"],
  ['-x', "'-x"],
  ['@x', "'@x"],
  ['a,b', '"a,b"'],
  ['say "no"', '"say ""no"""'],
  ['two\nlines', '"two\nlines"'],
])('CSV writes %j as %j', (text, cell) => {
  expect(csv([{ text }], ['text'])).toBe(`text\r\n${cell}`);
});

test('CSV writes amounts, lists and what is not there', () => {
  const row = { amount: { minor: -4_000, currency: 'CAT' }, roles: ['a', 'b'], worker: null, open: true };
  expect(csv([row], ['amount', 'roles', 'worker.name', 'open'])).toBe('amount,roles,worker.name,open\r\n-40.00,a; b,,true');
});

test('nearest', () => {
  expect([nearest('lst', ['list', 'show']), nearest('ordres', ['orders', 'users']), nearest('xyz', ['list'])]).toEqual(['list', 'orders', undefined]);
});

test('texts from outside are tamed', () => {
  expect(clean('a\u001b[31mb\r\nc\u202ed')).toBe('a [31mb c d');
  expect([...quoted('я'.repeat(100))]).toHaveLength(60);
});
