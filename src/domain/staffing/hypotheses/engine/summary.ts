import { createHash } from 'node:crypto';

import { isoDay } from './calendar';
import { isAccepted, partOf, type Course } from './course';
import type { History, Texts } from './history';
import type { Lines } from './line';
import type { Tally } from './rank-rule';

/** What a backtest found. Shares are from 0 to 1; null of nothing. */
export interface BacktestResult extends Tally {
  /** The first and the last day (2026-03-29) of the period that somebody was complete between; null where nobody was. */
  from: string | null;
  to: string | null;
  rejected: number;
  /** Of the screened, how many were accepted. */
  share: number | null;
  /** Candidates whose score was no finite number. */
  faults: number;
  byVacancy: ({ vacancy: string } & Tally)[];
  byBreed: ({ breed: string } & Tally)[];
  byDay: ({ day: string } & Tally)[];
  /** Those screened here who joined the pool in the end, and how the accepted overlap with them: support = both/accepted, jaccard = both/either. */
  hired: { n: number; both: number; support: number | null; jaccard: number | null };
  /** Everybody who was screened. */
  course: Course;
  /** sha256 of all numbers, completions, scores and verdicts of the course, 64 hex digits. */
  digest: string;
}

/** Sums up the course of the days [first, end), by their places among the lines' days. */
export function summarise(history: History, lines: Lines, [first, end]: [number, number], whole: Course): BacktestResult {
  const before = (day: number) => lines.lines.reduce((sum, line) => sum + line.starts[day]!, 0);
  const course = partOf(whole, before(first), before(end));
  const { screened, accepted } = tallyOf(course);
  const dayName = (day: number) => (screened === 0 ? null : isoDay(lines.days.first + day));
  return {
    from: dayName(first),
    to: dayName(end - 1),
    screened,
    accepted,
    rejected: screened - accepted,
    share: shareOf(accepted, screened),
    faults: course.faults.reduce((sum, fault) => sum + fault, 0),
    byVacancy: byWord(course, history.vacancies).map(({ word, ...tally }) => ({ vacancy: word, ...tally })),
    byBreed: byWord(course, history.breeds).map(({ word, ...tally }) => ({ breed: word, ...tally })),
    byDay: byDay(course, lines, first, end),
    hired: overlap(course, history.hired, accepted),
    course,
    digest: digestOf(course, history.numbers),
  };
}

function tallyOf({ verdicts }: Course): Tally {
  let accepted = 0;
  for (const verdict of verdicts) if (isAccepted(verdict)) accepted += 1;
  return { screened: verdicts.length, accepted };
}

/** By word, in alphabetical order. */
function byWord({ rows, verdicts }: Course, { codes, words }: Texts): ({ word: string } & Tally)[] {
  const screened = new Int32Array(words.length);
  const accepted = new Int32Array(words.length);
  for (let place = 0; place < rows.length; place++) {
    const code = codes[rows[place]!]!;
    screened[code]! += 1;
    if (isAccepted(verdicts[place]!)) accepted[code]! += 1;
  }
  const tallies = words.map((word, code) => ({ word, screened: screened[code]!, accepted: accepted[code]! }));
  return tallies.filter((tally) => tally.screened > 0).sort((a, b) => (a.word < b.word ? -1 : 1));
}

function byDay(course: Course, { days }: Lines, first: number, end: number): ({ day: string } & Tally)[] {
  let from = 0;
  return Array.from({ length: end - first }, (_, i) => {
    const dayEnds = days.starts[first + i + 1]!;
    let to = from;
    while (to < course.completions.length && course.completions[to]! < dayEnds) to++;
    const tally = tallyOf(partOf(course, from, to));
    from = to;
    return { day: isoDay(days.first + first + i), ...tally };
  });
}

function overlap({ rows, verdicts }: Course, hired: Uint8Array, accepted: number): BacktestResult['hired'] {
  let [n, both] = [0, 0];
  for (let place = 0; place < rows.length; place++) {
    if (hired[rows[place]!] !== 1) continue;
    n += 1;
    if (isAccepted(verdicts[place]!)) both += 1;
  }
  return { n, both, support: shareOf(both, accepted), jaccard: shareOf(both, n + accepted - both) };
}

const shareOf = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

function digestOf({ rows, completions, scores, verdicts }: Course, numbers: Int32Array): string {
  const hash = createHash('sha256');
  for (const column of [rows.map((row) => numbers[row]!), completions, scores, verdicts]) hash.update(column);
  return hash.digest('hex');
}
