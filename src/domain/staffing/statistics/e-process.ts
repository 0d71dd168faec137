import { rateOf, type Outcomes } from './outcomes';
import type { Beta } from './posterior';

/** How many outcomes of each arm make a block; frozen when a trial starts. a: the champion, b: the trial. */
export interface BlockSizes {
  blockA: number;
  blockB: number;
}

/** Where the test stands after a block, all blocks before it included. */
export interface Block {
  e: number;
  a: Outcomes;
  b: Outcomes;
}

/** A running test of whether two arms have the same success rate. */
export interface EProcess {
  /** Takes an arm's next outcome. Their order must not depend on how they ended: by the order's time, once its window has closed. */
  add(arm: 'a' | 'b', ok: boolean): void;
  /** One entry for each complete block, oldest first; outcomes that wait for the other arm are in none. */
  readonly blocks: readonly Block[];
}

/** What a trial came to: `adopt` where the arms differ as predicted, `end` where they differ the other way. */
export interface Verdict {
  decision: 'adopt' | 'end';
  /** The block that decided; 1 is the first. */
  block: number;
  at: Block;
}

/** A part of the outcomes that may go unused for the sake of smaller blocks. */
const WASTE = 0.02;

/**
 * The smallest blocks that use 98 % of the outcomes of a split: 1:1 at 50 %, 9:1 at 10 %, 2:1 at 33 %. `share` is the trial's,
 * strictly between 0 and 1. Small blocks learn sooner: each one is weighed by what the ones before it taught.
 */
export function blockSizes(share: number): BlockSizes {
  if (!(share > 0 && share < 1)) throw new RangeError(`a trial's share lies between 0 and 1, not at ${share}`);
  for (let size = 2; ; size++) {
    const blockB = Math.min(size - 1, Math.max(1, Math.round(share * size)));
    const blockA = size - blockB;
    if (size * Math.min((1 - share) / blockA, share / blockB) >= 1 - WASTE) return { blockA, blockB };
  }
}

/**
 * The 2×2 block e-process of Turner, Ly and Grünwald. While the arms are equal E reaches 1/alpha with a probability of at most alpha, however
 * often somebody looks. Two-sided; `prior` is believed of either arm before the first outcome.
 */
export function createEProcess({ prior, ...sizes }: { prior: Beta } & BlockSizes): EProcess {
  const bet = createBet(prior, sizes);
  const blocks: Block[] = [];
  const waiting: Record<'a' | 'b', boolean[]> = { a: [], b: [] };
  const successes = (arm: 'a' | 'b', size: number) => waiting[arm].splice(0, size).filter((ok) => ok).length;
  const add = (arm: 'a' | 'b', ok: boolean) => {
    waiting[arm].push(ok);
    if (waiting.a.length < sizes.blockA || waiting.b.length < sizes.blockB) return;
    bet.take(successes('a', sizes.blockA), successes('b', sizes.blockB));
    blocks.push({ e: Math.exp(bet.logE), a: { ...bet.a }, b: { ...bet.b } });
  };
  return { add, blocks };
}

/** The verdict of a trial: at the first block whose E reaches the threshold, for good, whatever comes after it. Null while there is none. */
export function verdictOf(blocks: readonly Block[], threshold: number, direction: 'increase' | 'decrease'): Verdict | null {
  const index = blocks.findIndex(({ e }) => e >= threshold);
  const at = blocks[index];
  if (!at) return null;
  const rise = rateOf(at.b) - rateOf(at.a);
  const predicted = direction === 'increase' ? rise > 0 : rise < 0;
  return { decision: predicted ? 'adopt' : 'end', block: index + 1, at };
}

/** The arithmetic of one block after another: what each arm did before, and the logarithm of E. */
export interface Bet {
  logE: number;
  a: Outcomes;
  b: Outcomes;
  /** Takes a block by its successes. */
  take(okA: number, okB: number): void;
}

/**
 * Each block multiplies E by how much likelier it was under the rates expected of the two arms (posterior means of what came before)
 * than under the one rate nearest to them, which is their mean weighted by the block. E is kept as a logarithm: no product overflows.
 */
export function createBet(prior: Beta, { blockA, blockB }: BlockSizes): Bet {
  const bet: Bet = { logE: 0, a: { ok: 0, n: 0 }, b: { ok: 0, n: 0 }, take };
  return bet;

  function take(okA: number, okB: number): void {
    const [rateA, rateB] = [expected(prior, bet.a), expected(prior, bet.b)];
    const common = (blockA * rateA + blockB * rateB) / (blockA + blockB);
    bet.logE += logRatio(okA, blockA, rateA, common) + logRatio(okB, blockB, rateB, common);
    count(bet.a, okA, blockA);
    count(bet.b, okB, blockB);
  }
}

function expected({ alpha, beta }: Beta, { ok, n }: Outcomes): number {
  return (alpha + ok) / (alpha + beta + n);
}

function logRatio(ok: number, n: number, rate: number, common: number): number {
  return (ok > 0 ? ok * Math.log(rate / common) : 0) + (ok < n ? (n - ok) * Math.log((1 - rate) / (1 - common)) : 0);
}

function count(outcomes: Outcomes, ok: number, n: number): void {
  outcomes.ok += ok;
  outcomes.n += n;
}
