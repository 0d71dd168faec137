import type { Interval } from './outcomes';

/** The share of a new selection that was hired at the time, so that something is known of it: |new∩hired|/|new|. Of nobody nothing is known: 0. */
export function support<T>(selected: ReadonlySet<T>, hired: ReadonlySet<T>): number {
  return selected.size === 0 ? 0 : common(selected, hired) / selected.size;
}

/** How much two selections overlap: |a∩b|/|a∪b|; two empty ones are the same, 1. */
export function jaccard<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): number {
  const both = common(a, b);
  const either = a.size + b.size - both;
  return either === 0 ? 1 : both / either;
}

/**
 * Manski's bounds of the success share of a selection of which only some have a known outcome: had all the others failed, and had
 * all of them succeeded. With nobody selected it may be anything.
 */
export function manski({ accepted, known, ok }: { accepted: number; known: number; ok: number }): Interval {
  return accepted === 0 ? { lower: 0, upper: 1 } : { lower: ok / accepted, upper: (ok + accepted - known) / accepted };
}

function common<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): number {
  let both = 0;
  for (const one of a) if (b.has(one)) both++;
  return both;
}
