import { WHOLE_BP } from '../../basis-points';
import type { Cut } from '../hypothesis';

/** Where a score stands in a reference population of n: so many score as high or higher, so many strictly higher. */
export interface Standing {
  ge: number;
  gt: number;
  n: number;
}

/** What the rank alone says; a tie is within the cut only as long as nobody counts those of the same score. */
export type Rank = 'accept' | 'tie' | 'reject';

/** How many candidates of a vacancy and lane were decided on, and how many of them accepted. */
export interface Tally {
  screened: number;
  accepted: number;
}

/** A cat that waits for the day's close. */
export interface Held {
  score: number;
  /** In ms since the epoch. */
  completedAt: number;
  number: number;
}

/** How many of the n + 1 best places are within the cut: of 32 cats none is in the top 3 %, of 33 and a newcomer one is. */
export function placesWithin(topBasisPoints: number, n: number): number {
  return Math.floor((topBasisPoints * (n + 1)) / WHOLE_BP);
}

/** The rank rule (S4): accept where the candidate and all who score as high fit within the cut; a tie where only those above do. */
export function rankOf({ ge, gt, n }: Standing, topBasisPoints: number): Rank {
  if (WHOLE_BP * (1 + ge) <= topBasisPoints * (n + 1)) return 'accept';
  return WHOLE_BP * (1 + gt) <= topBasisPoints * (n + 1) ? 'tie' : 'reject';
}

/** The same rank, told by the lowest score that still has a place within the cut: infinity where there is no place, −infinity where a place is left over. */
export function rankAgainst(lowest: number, score: number): Rank {
  if (score > lowest) return 'accept';
  return score === lowest ? 'tie' : 'reject';
}

/** The guard (S4): whether one more may be accepted. `screened` counts the candidate in question. */
export function guardAllows({ screened, accepted }: Tally, topBasisPoints: number): boolean {
  return WHOLE_BP * (accepted + 1) <= topBasisPoints * screened;
}

/** What is answered at once (S5): whoever has the rank but not the guard's leave waits for the day's close, as does a tie. */
export function answerAtOnce(rank: Rank, tally: Tally, { mode, topBasisPoints }: Cut): 'accept' | 'hold' | 'reject' {
  if (rank === 'reject') return 'reject';
  return rank === 'accept' && mode === 'online' && guardAllows(tally, topBasisPoints) ? 'accept' : 'hold';
}

/** The day's close (S5): settles those held by score, completion and number while the guard allows; the rest are rejected. */
export function settleHeld<T extends Held>(held: readonly T[], { screened, accepted }: Tally, topBasisPoints: number): { accepted: T[]; rejected: T[] } {
  const best = [...held].sort((a, b) => b.score - a.score || a.completedAt - b.completedAt || a.number - b.number);
  let taken = 0;
  while (taken < best.length && guardAllows({ screened, accepted: accepted + taken }, topBasisPoints)) taken += 1;
  return { accepted: best.slice(0, taken), rejected: best.slice(taken) };
}

/** The first day of a decision's reference population (S4): the last closed days, and more of them until there are enough candidates. */
export function firstReferenceDay({ windowDays, maxDays, minCandidates }: Cut, decisionDay: number, completedOn: (day: number) => number): number {
  let first = decisionDay;
  let n = 0;
  while (decisionDay - first < windowDays || (n < minCandidates && decisionDay - first < maxDays)) {
    first -= 1;
    n += completedOn(first);
  }
  return first;
}
