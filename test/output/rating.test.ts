import { ratingFields } from '../../src/output/rating';

const of = (ok: number, notOk: number, pending: number) =>
  ratingFields({ completed: ok + notOk + pending, failed: 0, ok, notOk, pending, rating: 0.8, recent: [] }).rating;

test.each([
  [0, 0, 1, 'none yet; how 1 order went is not known yet'],
  [0, 0, 3, 'none yet; how 3 orders went is not known yet'],
  [1, 0, 0, '100.00 % of 1 order went well'],
  [3, 1, 2, '75.00 % of 4 orders went well; how 2 orders went is not known yet'],
])('of %d good, %d bad and %d open orders a worker’s rating reads', (ok, notOk, pending, text) => {
  expect(of(ok, notOk, pending)).toBe(text);
});

test('a worker who ended no order has no rating', () => expect(of(0, 0, 0)).toBeUndefined());
