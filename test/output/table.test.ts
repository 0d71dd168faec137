import { table, type Column } from '../../src/output/table';

interface Row {
  no: number;
  name: string;
  at: string;
  price: string;
  place: string;
}

const COLUMNS: Column<Row>[] = [
  { head: 'NO', of: (row) => String(row.no), right: true },
  { head: 'NAME', of: (row) => row.name, cuttable: true },
  { head: 'WHEN', of: () => 'in 2 h', wide: (row) => row.at },
  { head: 'PRICE', of: (row) => row.price, right: true },
  { head: 'PLACE', of: (row) => row.place, cuttable: true, optional: true },
];
const row = (changes: Partial<Row>): Row => ({ no: 1, name: 'Barsik', at: 'Fri 20 Nov 17:00, in 2 h', price: '100.00', place: 'Sofa', ...changes });

test('text stands left, numbers right, and what is not there is -', () => {
  expect(table([row({}), row({ no: 42, name: '', price: '-40.00' })], COLUMNS, { width: 80 })).toEqual([
    'NO  NAME    WHEN     PRICE',
    ' 1  Barsik  in 2 h  100.00',
    '42  -       in 2 h  -40.00',
  ]);
});

test('a wide terminal gets the longer forms and the optional columns', () => {
  expect(table([row({})], COLUMNS, { width: 120 })[1]).toBe(' 1  Barsik  Fri 20 Nov 17:00, in 2 h  100.00  Sofa');
});

test('what does not fit goes: first optional columns, then the ends of texts; never numbers', () => {
  const long = row({ name: 'N'.repeat(90), place: 'P'.repeat(60) });
  const wide = table([long], COLUMNS, { width: 140 });
  expect(wide[0]).not.toContain('PLACE');
  expect(wide[1]).toContain('N'.repeat(90));
  for (const width of [40, 80, 120]) {
    const lines = table([long], COLUMNS, { width });
    expect(lines.every((line) => line.length <= width)).toBe(true);
    expect(lines[1]).toMatch(/ 1 {2}N+…? {2}in 2 h {2}100\.00$/);
  }
});

test('a pipe gets everything', () => {
  expect(table([row({ name: 'N'.repeat(300) })], COLUMNS, { width: Infinity })[1]).toBe(` 1  ${'N'.repeat(300)}  Fri 20 Nov 17:00, in 2 h  100.00  Sofa`);
});

test('wide characters count as two columns', () => {
  const lines = table([row({ name: '猫'.repeat(40) }), row({ name: 'Barsik' })], COLUMNS, { width: 40 });
  expect(lines[1]).toMatch(/^ 1 {2}猫+… {1,3}in 2 h {2}100\.00$/);
});

test('10,000 rows take no time worth speaking of', () => {
  const started = performance.now();
  table(Array.from({ length: 10_000 }, (_, no) => row({ no, name: `N${no}` })), COLUMNS, { width: 80 });
  expect(performance.now() - started).toBeLessThan(3_000);
});

describe('a text with a command', () => {
  const COMMANDED: Column<{ what: string; command: string }>[] = [
    { head: 'NO', of: () => '7' },
    { head: 'WHAT', of: ({ what }) => what, command: ({ command }) => command, cuttable: true },
    { head: 'SINCE', of: () => '5 min ago' },
  ];
  const rows = [
    { what: 'the kit is late', command: 'mcf orders show 7' },
    { what: 'ask for it', command: '' },
    { what: 'a photo of order 7 was on order 3 before', command: 'mcf orders photos 7' },
  ];

  test('stands in one line with it where there is room', () => {
    expect(table(rows, COMMANDED, { width: 90 })[3]).toBe('7   a photo of order 7 was on order 3 before: mcf orders photos 7  5 min ago');
  });

  test('goes on below where there is none, and the command is whole on a line of its own', () => {
    expect(table(rows, COMMANDED, { width: 49 })).toEqual([
      'NO  WHAT                                SINCE',
      '7   the kit is late: mcf orders show 7  5 min ago',
      '7   ask for it                          5 min ago',
      '7   a photo of order 7 was on order 3   5 min ago',
      '    before',
      '    mcf orders photos 7',
    ]);
  });

  test('loses no word at any width', () => {
    for (let width = 30; width < 100; width++) {
      const said = table(rows, COMMANDED, { width }).join('\n');
      expect(said).not.toContain('…');
      for (const { command } of rows) expect(said).toContain(command);
    }
  });
});
