import fc from 'fast-check';

import { blockSizes, createEProcess, E_PRIOR, verdictOf, type Block, type BlockSizes } from '../../../src/domain/staffing/statistics';
import { createRandom } from '../../../src/domain/staffing/statistics/random';

fc.configureGlobal({ seed: 20 });

const FLAT = { alpha: 1, beta: 1 };
const PAIRS = { blockA: 1, blockB: 1 };
const A = [1, 0, 1, 0, 0, 1, 0, 0, 0, 1, 0, 0];

/** Feeds outcomes in turns, A first. */
function run(a: readonly number[], b: readonly number[], prior = E_PRIOR, sizes: BlockSizes = PAIRS): readonly Block[] {
  const process = createEProcess({ prior, ...sizes });
  for (let at = 0; at < Math.max(a.length, b.length); at++) {
    for (const [arm, results] of [['a', a], ['b', b]] as const) {
      const result = results[at];
      if (result !== undefined) process.add(arm, result === 1);
    }
  }
  return process.blocks;
}

describe('the e-process', () => {
  const blocks = run(A, A.map(() => 1), FLAT);

  test('ends the example of the specification at 4194304/32487', () => {
    expect((blocks.at(-1)?.e ?? NaN) / (4_194_304 / 32_487)).toBeCloseTo(1, 13);
    expect(blocks).toHaveLength(12);
  });

  test('first reaches 20 there at block 9', () => {
    const verdict = verdictOf(blocks, 20, 'increase');
    expect(verdict).toMatchObject({ decision: 'adopt', block: 9, at: { a: { ok: 3, n: 9 }, b: { ok: 9, n: 9 } } });
    expect(verdict?.at.e).toBeCloseTo(26.1882118, 7);
  });

  test('starts at 1: the first block says nothing, since both arms are expected to be alike', () => {
    expect(run([1], [0])[0]?.e).toBe(1);
  });

  test('waits for both arms, and takes outcomes of each in their order', () => {
    const process = createEProcess({ prior: FLAT, ...PAIRS });
    for (const ok of A) process.add('a', ok === 1);
    expect(process.blocks).toEqual([]);
    for (const _ of A) process.add('b', true);
    expect(process.blocks).toEqual(blocks);
  });

  test('is the same with the arms exchanged', () => {
    expect(run(A.map(() => 1), A, FLAT).map(({ e }) => e)).toEqual(blocks.map(({ e }) => e));
  });

  test('weighs unequal blocks by their sizes', () => {
    // By hand, prior (1,1): after a first block 1,1 : 0 rates are 3/4 and 1/3, their weighted mean is 11/18; then 1,0 : 1.
    const [first, second] = run([1, 1, 1, 0], [0, 1], FLAT, { blockA: 2, blockB: 1 });
    expect(first?.e).toBe(1);
    expect(second?.e).toBeCloseTo((3 / 4 / (11 / 18)) * (1 / 4 / (7 / 18)) * (1 / 3 / (11 / 18)), 14);
  });

  const bits = fc.array(fc.nat(1), { maxLength: 40 });
  const sizes = fc.record({ blockA: fc.integer({ min: 1, max: 5 }), blockB: fc.integer({ min: 1, max: 3 }) });
  const rates = fc.double({ min: 0, max: 1, noNaN: true });

  test('cannot be expected to grow while the arms are equal, whatever their rate and history', () => {
    fc.assert(
      fc.property(bits, bits, sizes, rates, (a, b, { blockA, blockB }, rate) => {
        const past = Math.min(Math.floor(a.length / blockA), Math.floor(b.length / blockB));
        const [pastA, pastB] = [a.slice(0, past * blockA), b.slice(0, past * blockB)];
        const before = run(pastA, pastB, E_PRIOR, { blockA, blockB }).at(-1)?.e ?? 1;
        let expected = 0;
        for (const nextA of allOutcomes(blockA)) {
          for (const nextB of allOutcomes(blockB)) {
            const after = run([...pastA, ...nextA], [...pastB, ...nextB], E_PRIOR, { blockA, blockB }).at(-1)?.e ?? NaN;
            expected += chanceOf([...nextA, ...nextB], rate) * (after / before);
          }
        }
        expect(expected).toBeLessThanOrEqual(1 + 1e-9);
      }),
      { numRuns: 60 },
    );
  });

  function allOutcomes(size: number): number[][] {
    return Array.from({ length: 2 ** size }, (_, bits) => Array.from({ length: size }, (_, at) => (bits >> at) & 1));
  }

  function chanceOf(results: readonly number[], rate: number): number {
    return results.reduce((chance, ok) => chance * (ok === 1 ? rate : 1 - rate), 1);
  }
});

describe('the verdict', () => {
  const worse = run(A.map(() => 1), A, FLAT);

  test('ends a trial whose arm is proven worse than predicted', () => {
    expect(verdictOf(worse, 20, 'increase')?.decision).toBe('end');
    expect(verdictOf(worse, 20, 'decrease')?.decision).toBe('adopt');
  });

  test('stays when E falls again', () => {
    const [a, b] = [[...A, ...A.map(() => 1)], [...A.map(() => 1), ...A.map(() => 0)]];
    const blocks = run(a, b, FLAT);
    expect(blocks.at(-1)?.e).toBeLessThan(20);
    expect(verdictOf(blocks, 20, 'increase')?.block).toBe(9);
  });

  test('is none before the threshold', () => {
    expect(verdictOf(worse, 130, 'increase')).toBeNull();
    expect(verdictOf([], 20, 'increase')).toBeNull();
  });
});

describe('simulated trials', () => {
  const TRIALS = 500;

  /** The share of trials that ever reach E ≥ 20. */
  function verdicts(rateA: number, rateB: number, sizes: BlockSizes, blocks: number): number {
    const random = createRandom(`${rateA} ${rateB}`);
    const results = (count: number, rate: number) => Array.from({ length: count }, () => (random() < rate ? 1 : 0));
    let reached = 0;
    for (let trial = 0; trial < TRIALS; trial++) {
      const [a, b] = [results(blocks * sizes.blockA, rateA), results(blocks * sizes.blockB, rateB)];
      if (verdictOf(run(a, b, E_PRIOR, sizes), 20, 'increase')) reached++;
    }
    return reached / TRIALS;
  }

  test.each([
    { rate: 0.8, sizes: PAIRS, blocks: 300 },
    { rate: 0.5, sizes: PAIRS, blocks: 300 },
    { rate: 0.8, sizes: { blockA: 9, blockB: 1 }, blocks: 60 },
  ])('equal arms at $rate, blocks $sizes, look different in at most 5 %, though somebody looks after each block', ({ rate, sizes, blocks }) => {
    expect(verdicts(rate, rate, sizes, blocks)).toBeLessThanOrEqual(0.05);
  });

  test('ten points more are found nearly always', () => {
    expect(verdicts(0.8, 0.9, PAIRS, 1_000)).toBeGreaterThan(0.99);
  });
});

describe('block sizes', () => {
  test.each([
    [0.5, 1, 1],
    [0.1, 9, 1],
    [0.2, 4, 1],
    [0.25, 3, 1],
    [0.3, 7, 3],
    [0.33, 2, 1],
    [0.4, 3, 2],
    [0.05, 19, 1],
    [0.9, 1, 9],
  ])('a share of %d makes blocks of %i:%i', (share, blockA, blockB) => {
    expect(blockSizes(share)).toEqual({ blockA, blockB });
  });

  test('use 98 % of the outcomes at any share', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9_999 }), (bp) => {
        const [share, { blockA, blockB }] = [bp / 10_000, blockSizes(bp / 10_000)];
        expect((blockA + blockB) * Math.min((1 - share) / blockA, share / blockB)).toBeGreaterThan(0.98 - 1e-12);
      }),
    );
  });

  test.each([0, 1, NaN, 10])('there are none at a share of %d', (share) => {
    expect(() => blockSizes(share)).toThrow(RangeError);
  });
});
