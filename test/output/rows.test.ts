import { firstRows } from '../../src/output/rows';

const rows = Array.from({ length: 10_214 }, (_, at) => at);

test.each([
  ['a terminal gets fifty', undefined, true, 50, '50 of 10,214 · all: --limit 0'],
  ['a pipe gets all', undefined, false, 10_214, undefined],
  ['0 is all', 0, true, 10_214, undefined],
  ['a number is so many, on a pipe as well', 3, false, 3, '3 of 10,214 · all: --limit 0'],
  ['more than there are is all', 20_000, true, 10_214, undefined],
])('%s', (_, limit, bounded, shown, rest) => {
  expect(firstRows(rows, { limit, bounded })).toEqual({ shown: rows.slice(0, shown), rest });
});
