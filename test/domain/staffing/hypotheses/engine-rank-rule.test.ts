import fc from 'fast-check';

import { answerAtOnce, firstReferenceDay, guardAllows, placesWithin, rankAgainst, rankOf, settleHeld } from '../../../../src/domain/staffing/hypotheses/engine/rank-rule';
import { kthLargest } from '../../../../src/domain/staffing/hypotheses/engine/select';
import { quickJumper } from './engine-support';

const { accept: CUT } = quickJumper();

test.each([
  { n: 0, ge: 0, gt: 0, rank: 'reject' },
  // 100·(1 + 0) ≤ 3·(n + 1) from n = 33 on.
  { n: 32, ge: 0, gt: 0, rank: 'reject' },
  { n: 33, ge: 0, gt: 0, rank: 'accept' },
  { n: 33, ge: 1, gt: 0, rank: 'tie' },
  { n: 33, ge: 1, gt: 1, rank: 'reject' },
  { n: 1000, ge: 29, gt: 29, rank: 'accept' },
  { n: 1000, ge: 30, gt: 29, rank: 'tie' },
  { n: 1000, ge: 30, gt: 30, rank: 'reject' },
  { n: 30_000, ge: 191, gt: 191, rank: 'accept' },
])('of $n reference candidates $ge score as high or higher and $gt higher: $rank (S4)', ({ rank, ...standing }) => {
  expect(rankOf(standing, 300)).toBe(rank);
});

test('the lowest score with a place within the cut gives the same rank as counting (S4)', () => {
  const score = fc.integer({ min: 0, max: 12 });
  fc.assert(
    fc.property(fc.array(fc.oneof(score, fc.constant(-Infinity)), { maxLength: 60 }), score, fc.integer({ min: 0, max: 10_000 }), (reference, own, topBasisPoints) => {
      const n = reference.length;
      const counted = rankOf({ ge: reference.filter((one) => one >= own).length, gt: reference.filter((one) => one > own).length, n }, topBasisPoints);
      const passed = Float64Array.from(reference.filter((one) => one > -Infinity));
      const places = placesWithin(topBasisPoints, n);
      const lowest = places === 0 ? Infinity : passed.length < places ? -Infinity : kthLargest(passed, passed.length, places);
      expect(rankAgainst(lowest, own)).toBe(counted);
    }),
    { numRuns: 1000, seed: 1 },
  );
});

test('the guard lets nobody in before the 34th is screened, nor ever more than 3 in 100 (S4)', () => {
  expect([33, 34, 66, 67].map((screened) => guardAllows({ screened, accepted: 0 }, 300))).toEqual([false, true, true, true]);
  expect([66, 67].map((screened) => guardAllows({ screened, accepted: 1 }, 300))).toEqual([false, true]);
});

test('whoever has the rank is accepted at once; without the guard’s leave it is held, as is a tie (S5)', () => {
  const allowed = { screened: 1000, accepted: 29 };
  const full = { screened: 1000, accepted: 30 };
  expect((['accept', 'tie', 'reject'] as const).map((rank) => answerAtOnce(rank, allowed, CUT))).toEqual(['accept', 'hold', 'reject']);
  expect((['accept', 'tie', 'reject'] as const).map((rank) => answerAtOnce(rank, full, CUT))).toEqual(['hold', 'hold', 'reject']);
});

test('in a daily batch everybody with the rank or a tie waits for the close (S5)', () => {
  const cut = { ...CUT, mode: 'daily_batch' as const };
  expect((['accept', 'tie', 'reject'] as const).map((rank) => answerAtOnce(rank, { screened: 1000, accepted: 0 }, cut))).toEqual(['hold', 'hold', 'reject']);
});

test('the close settles those held by score, then completion, then number, while the guard allows (S5)', () => {
  const held = [
    { name: 'later', score: 7, completedAt: 2, number: 1 },
    { name: 'higher number', score: 7, completedAt: 1, number: 3 },
    { name: 'lower number', score: 7, completedAt: 1, number: 2 },
    { name: 'lower score', score: 6, completedAt: 0, number: 0 },
    { name: 'best', score: 8, completedAt: 9, number: 9 },
  ];
  const names = (found: readonly { name: string }[]) => found.map(({ name }) => name);
  const { accepted, rejected } = settleHeld(held, { screened: 100, accepted: 0 }, 300);
  expect([names(accepted), names(rejected)]).toEqual([['best', 'lower number', 'higher number'], ['later', 'lower score']]);
  expect(names(settleHeld(held, { screened: 100, accepted: 2 }, 300).accepted)).toEqual(['best']);
});

test.each([
  { per: 100, minCandidates: 1000, days: 30 },
  { per: 20, minCandidates: 1000, days: 50 },
  { per: 12, minCandidates: 1000, days: 84 },
  { per: 1, minCandidates: 1000, days: 90 },
  { per: 0, minCandidates: 0, days: 30 },
])('with $per candidates a day the reference spans $days closed days (S4)', ({ per, minCandidates, days }) => {
  const asked: number[] = [];
  const first = firstReferenceDay({ ...CUT, minCandidates }, 20_000, (day) => (asked.push(day), per));
  expect(20_000 - first).toBe(days);
  // The decision's own day is not closed yet.
  expect(asked).not.toContain(20_000);
});
