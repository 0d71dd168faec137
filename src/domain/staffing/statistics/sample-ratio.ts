import gammainc from '@stdlib/math-base-special-gammainc';

/** How far counts lie from the shares they were dealt by, and how probable that, or worse, is by chance. */
export interface SampleRatio {
  chiSquare: number;
  p: number;
}

/**
 * The sample-ratio check (SRM): chi-square of counts per arm against the shares of the split, in any unit. An arm without a
 * share must be empty; whoever is in it makes p = 0. Nobody at all is no mismatch: p = 1.
 */
export function sampleRatio(counts: readonly number[], shares: readonly number[]): SampleRatio {
  const [total, whole] = [sum(counts), sum(shares)];
  let [chiSquare, arms] = [0, 0];
  for (const [arm, share] of shares.entries()) {
    const count = counts[arm] ?? 0;
    const expected = (total * share) / whole;
    if (expected > 0) chiSquare += (count - expected) ** 2 / expected;
    else if (count > 0) return { chiSquare: Infinity, p: 0 };
    if (share > 0) arms++;
  }
  return { chiSquare, p: chanceOfChiSquare(chiSquare, arms - 1) };
}

/** The upper tail itself, not one less the lower one, in which small p would drown. */
function chanceOfChiSquare(chiSquare: number, degrees: number): number {
  return degrees < 1 || chiSquare === 0 ? 1 : gammainc(chiSquare / 2, degrees / 2, true, true);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
