import { isAccepted, VERDICT } from '../engine/course';
import type { History } from '../engine/history';
import type { BacktestResult } from '../engine/summary';
import type { Interval } from '../../statistics';
import type { OutcomeCounts } from '../lifecycle-store';
import type { VersionName } from './version-name';

/** One candidate of a backtest. */
export interface BacktestRow {
  number: number;
  /** '' where none was declared. */
  breed: string;
  completedAt: Date;
  /** Null where a requirement failed, or the score was no finite number. */
  score: number | null;
  verdict: 'accept' | 'reject';
}

/** Of one breed: whom only this version accepts, whom both accept, and whom only those in force accept. */
export interface Exchange {
  breed: string;
  gained: number;
  both: number;
  lost: number;
}

/** What a version would have done to the candidates of the past. */
export interface Backtest extends VersionName, Omit<BacktestResult, 'course'> {
  /** The share that it may accept, 0…1, and how much of it stays unfilled. */
  limit: number;
  unfilled: number | null;
  /** Held against the versions in force, each in its vacancies, over the same days; null where none is. */
  champion: { versions: VersionName[]; accepted: number; gained: number; lost: number; both: number; jaccard: number; byBreed: Exchange[] } | null;
  /** The share of its accepted candidates that were hired: of the others nothing is known. */
  support: number;
  /** Between what the success of its accepted candidates lies for certain (Manski). */
  bounds: Interval;
  /** Its accepted candidates with a known outcome, and how many of them count as a success (the mean of each cat's own orders). */
  known: { n: number; ok: number };
  /** Their success rate; null below 80 % support, where it would say nothing about the rest. */
  estimate: number | null;
  /** sha256 of the history that was read. */
  dataDigest: string;
  /** Everybody in order of completion; made as they are asked for. */
  rows: () => Iterable<BacktestRow>;
}

/** The rows of a history that a backtest accepted. */
export function acceptedRows({ course: { rows, verdicts } }: BacktestResult, isOurs: (row: number) => boolean = () => true): Set<number> {
  const accepted = new Set<number>();
  for (let place = 0; place < rows.length; place++) {
    const row = rows[place] ?? 0;
    if (isAccepted(verdicts[place] ?? VERDICT.rejected) && isOurs(row)) accepted.add(row);
  }
  return accepted;
}

/** Of these rows those whose cat was hired and has known orders, and the sum of each cat's share of successes: every cat weighs the same. */
export function knownAmong(accepted: ReadonlySet<number>, { hired, numbers }: History, outcomes: ReadonlyMap<number, OutcomeCounts>): { n: number; ok: number } {
  let [n, ok] = [0, 0];
  for (const row of accepted) {
    const known = hired[row] === 1 ? outcomes.get(numbers[row] ?? 0) : undefined;
    if (!known || known.n === 0) continue;
    n += 1;
    ok += known.ok / known.n;
  }
  return { n, ok };
}

/** Everybody that a backtest decided on, one after the other. */
export function* rowsOf({ course: { rows, completions, scores, verdicts } }: BacktestResult, { numbers, breeds }: History): Generator<BacktestRow> {
  for (let place = 0; place < rows.length; place++) {
    const score = scores[place] ?? -Infinity;
    yield {
      number: numbers[rows[place] ?? 0] ?? 0,
      breed: breeds.words[breeds.codes[rows[place] ?? 0] ?? 0] ?? '',
      completedAt: new Date(completions[place] ?? 0),
      score: Number.isFinite(score) ? score : null,
      verdict: isAccepted(verdicts[place] ?? VERDICT.rejected) ? 'accept' : 'reject',
    };
  }
}

/** Who is gained, kept and lost, by breed in alphabetical order. */
export function exchangeByBreed(ours: ReadonlySet<number>, theirs: ReadonlySet<number>, { breeds }: History): Exchange[] {
  const found = new Map<string, Exchange>();
  for (const row of new Set([...ours, ...theirs])) {
    const breed = breeds.words[breeds.codes[row] ?? 0] ?? '';
    const exchange = found.get(breed) ?? { breed, gained: 0, both: 0, lost: 0 };
    exchange[!theirs.has(row) ? 'gained' : ours.has(row) ? 'both' : 'lost'] += 1;
    found.set(breed, exchange);
  }
  return [...found.values()].sort((a, b) => (a.breed < b.breed ? -1 : 1));
}
