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
