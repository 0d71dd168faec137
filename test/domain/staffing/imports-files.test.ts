import fc from 'fast-check';
import { DateTime } from 'luxon';

import { dayOf } from '../../../src/domain/shared/time';
import { countLines, csvLines } from '../../../src/domain/staffing/screening/imports/csv';
import { datesIn } from '../../../src/domain/staffing/screening/imports/import-dates';
import { readRows } from '../../../src/domain/staffing/screening/imports/import-file';

const read = (text: string) => [...csvLines(text)].map(({ line, cells }) => [line, cells]);

describe('a CSV file', () => {
  test.each<[string, string, unknown]>([
    ['plain lines', 'a,b\n1,2\n', [[1, ['a', 'b']], [2, ['1', '2']]]],
    ['Windows line ends and a byte order mark', '\uFEFFa,b\r\n1,2\r\n', [[1, ['a', 'b']], [2, ['1', '2']]]],
    ['no line end at the end', 'a\n1', [[1, ['a']], [2, ['1']]]],
    ['empty cells', ',,\n"",\n', [[1, ['', '', '']], [2, ['', '']]]],
    ['empty lines, which count', 'a\n\n  \r\n1\n', [[1, ['a']], [4, ['1']]]],
    ['commas, quotes and line ends in quotes', 'a,"b, ""c"""\r\n"1\r\n2",3\r\nx,y\n', [[1, ['a', 'b, "c"']], [2, ['1\r\n2', '3']], [4, ['x', 'y']]]],
    ['a quoted cell at the end of the file', 'a\n"b"', [[1, ['a']], [2, ['b']]]],
    ['a quote within a bare cell', 'a\nTom "the Cat"\nb\n', [[1, ['a']], [2, null], [3, ['b']]]],
    ['something after a closing quote', 'a\n"b"c,d\ne\n', [[1, ['a']], [2, null], [3, ['e']]]],
    ['a quote that is never closed', 'a\n"b,c\nd,e\n', [[1, ['a']], [2, null], [3, ['d', 'e']]]],
    ['two quotes that are never closed', 'a\n"b""\nc\n"d\n"e"\n', [[1, ['a']], [2, null], [3, ['c']], [4, null], [5, ['e']]]],
    ['a carriage return that ends no line', 'a\rb,c\n', [[1, ['a\rb', 'c']]]],
    ['nothing', '', []],
    ['nothing but a byte order mark', '\uFEFF', []],
  ])('with %s is read', (_, text, lines) => {
    expect(read(text)).toEqual(lines);
  });

  test('is read as it was written, whatever stands in its cells', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'ü', ',', '"', '\n', '\r\n', ' ', '=', '😼') });
    const rows = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }).filter((cells) => cells.join('').trim() !== '' || cells.length > 1), { maxLength: 6 });
    const written = (value: string) => (/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
    fc.assert(
      fc.property(rows, fc.constantFrom('\n', '\r\n'), (table, end) => {
        const text = table.map((cells) => cells.map(written).join(',') + end).join('');
        expect([...csvLines(text)].map(({ cells }) => cells)).toEqual(table);
      }),
    );
  });

  test('has as many lines as an editor shows', () => {
    expect(['', 'a', 'a\n', 'a\nb', 'a\n\nb\n'].map(countLines)).toEqual([0, 1, 1, 2, 3]);
  });
});

describe('the first line', () => {
  const format = { columns: ['number', 'name', 'colour'], needed: ['name'], read: (cell: (column: string) => string) => `${cell('number')}|${cell('name')}|${cell('colour')}` };
  const rows = (text: string) => [...readRows(text, format)];

  test('names the columns in any order, and leaves out what nobody needs', () => {
    expect(rows('Name , NUMBER\n Tom ,7\n')).toEqual([{ line: 2, row: '7|Tom|' }]);
  });

  test.each([
    ['', 'file_empty', {}],
    ['\n\n', 'file_empty', {}],
    ['number;name\n', 'file_separator', {}],
    ['number\tname\n', 'file_separator', {}],
    ['"number,name\n', 'line_quotes', {}],
    ['number,nmae\n', 'file_column', { problem: 'near', column: 'nmae', nearest: 'name', columns: 'number, name, colour' }],
    ['number,name,tail\n', 'file_column', { problem: 'unknown', column: 'tail', columns: 'number, name, colour' }],
    ['name,name\n', 'file_column', { problem: 'twice', column: 'name', columns: 'number, name, colour' }],
    ['number,colour\n', 'file_column', { problem: 'missing', column: 'name', columns: 'number, name, colour' }],
  ])('as in %j is refused as a whole', (text, code, params) => {
    expect(() => rows(text)).toThrow(expect.objectContaining({ code: `staffing.${code}`, params }) as Error);
  });

  test('tells of each later line what is wrong with it', () => {
    expect(rows('number,name\n1,Tom\n2\n3,Leo,x\n4,"Le"o\n5,\n6,"Leo, the lion"\n')).toEqual([
      { line: 2, row: '1|Tom|' },
      { line: 3, reason: expect.objectContaining({ code: 'staffing.line_cells', params: { found: 1, expected: 2 } }) as unknown },
      { line: 4, reason: expect.objectContaining({ code: 'staffing.line_cells', params: { found: 3, expected: 2 } }) as unknown },
      { line: 5, reason: expect.objectContaining({ code: 'staffing.line_quotes' }) as unknown },
      { line: 6, reason: expect.objectContaining({ code: 'staffing.line_empty', params: { column: 'name' } }) as unknown },
      { line: 7, row: '6|Leo, the lion|' },
    ]);
  });

  test('hides no fault of the program', () => {
    const broken = { ...format, read: () => { throw new TypeError('broken'); } };
    expect(() => [...readRows('name\nTom\n', broken)]).toThrow(TypeError);
  });
});

describe('a date', () => {
  const now = new Date('2026-03-02T09:00:00Z');
  const iso = (zone: string, text: string) => datesIn(zone, now).read('applied_at', text).toISOString();

  test.each([
    ['Europe/Moscow', '2026-03-02T12:00:00+03:00', '2026-03-02T09:00:00.000Z'],
    ['Europe/Moscow', '2026-03-02 11:59:59.5+0300', '2026-03-02T08:59:59.500Z'],
    ['Europe/Moscow', '2025-12-31t23:59:59.123456z', '2025-12-31T23:59:59.123Z'],
    ['Europe/Moscow', '2025-12-31T20:00-05:30', '2026-01-01T01:30:00.000Z'],
    ['Europe/Moscow', '2026-03-02', '2026-03-01T21:00:00.000Z'],
    ['Europe/Moscow', '2026-03-02 12:00', '2026-03-02T09:00:00.000Z'],
    ['Europe/Moscow', ' 2026-03-02T11:59:58 ', '2026-03-02T08:59:58.000Z'],
    ['Europe/Berlin', '2025-03-30 03:00', '2025-03-30T01:00:00.000Z'],
    ['Europe/Berlin', '2025-03-30 01:59', '2025-03-30T00:59:00.000Z'],
    ['Europe/Berlin', '2025-10-26 12:00', '2025-10-26T11:00:00.000Z'],
    ['America/Santiago', '2025-09-07', '2025-09-07T04:00:00.000Z'],
  ])('in %s as %j is %s', (zone, text, instant) => {
    expect(iso(zone, text)).toBe(instant);
  });

  test.each(['', 'yesterday', '2026-02-30', '2025-13-01', '2025-00-10', '2025-01-00', '2026-03-01 24:00', '2026-03-01 12:60', '2026-03-01 12:00:60', '01.03.2026', '1.5e3', '2026-03-01T', '0001-01-01', '20260301', 'NaN', 'Infinity'])(
    'is never %j',
    (text) => {
      expect(() => iso('Europe/Moscow', text)).toThrow(expect.objectContaining({ code: 'staffing.bad_date', params: { column: 'applied_at', value: text } }) as Error);
    },
  );

  test('is no hour that the clocks skip', () => {
    expect(() => iso('Europe/Berlin', '2025-03-30 02:30')).toThrow(expect.objectContaining({ code: 'staffing.bad_date' }) as Error);
  });

  test('does not lie in the future', () => {
    expect(iso('Europe/Moscow', '2026-03-02T09:00:00Z')).toBe(now.toISOString());
    for (const text of ['2026-03-02T09:00:00.001Z', '2026-03-02 12:01', '2026-03-03']) {
      expect(() => iso('Europe/Moscow', text)).toThrow(expect.objectContaining({ code: 'staffing.bad_date', params: { column: 'applied_at', value: text, problem: 'future' } }) as Error);
    }
  });

  test.each(['Europe/Moscow', 'Europe/Berlin', 'America/St_Johns', 'Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'America/Santiago', 'UTC'])(
    'is worked out in %s as slowly and surely as by the calendar',
    (zone) => {
      const dates = datesIn(zone, new Date('2031-01-01T00:00:00Z'));
      const instants = fc.integer({ min: Date.UTC(2020, 0, 1) / 1000, max: Date.UTC(2030, 0, 1) / 1000 }).map((second) => new Date(second * 1000));
      fc.assert(
        fc.property(instants, (at) => {
          expect(dates.dayOf(at)).toBe(dayOf(at, zone));
          const local = DateTime.fromJSDate(at, { zone });
          const read = dates.read('x', local.toFormat('yyyy-MM-dd HH:mm:ss'));
          expect(DateTime.fromJSDate(read, { zone }).toFormat('yyyy-MM-dd HH:mm:ss')).toBe(local.toFormat('yyyy-MM-dd HH:mm:ss'));
          expect(dates.read('x', local.toISO() ?? '')).toEqual(at);
        }),
        { numRuns: 200 },
      );
    },
  );
});
