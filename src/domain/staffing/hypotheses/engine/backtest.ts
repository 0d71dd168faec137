import type { Cut, Hypothesis } from '../hypothesis';
import { dayOfIso } from './calendar';
import { emptyCourse, VERDICT, type Course } from './course';
import type { History } from './history';
import { completedOn, lineUp, type Line, type Lines } from './line';
import { answerAtOnce, firstReferenceDay, placesWithin, rankAgainst, settleHeld, type Held, type Tally } from './rank-rule';
import { scorerOf, type Scorer } from './scorer';
import { sourceOf } from './source';
import { summarise, type BacktestResult } from './summary';

/** Which days of completion are screened; all where nothing is said. Candidates from before serve as reference all the same. */
export interface Period {
  /** 2026-03-29, as `to`; both days belong to the period. */
  from?: string | undefined;
  to?: string | undefined;
}

/** Decides on everybody of a history anew, as this hypothesis would have done (S4–S6): each vacancy with its own reference and guard, by the company's days. */
export function backtest(hypothesis: Hypothesis, history: History, zone: string, period: Period = {}): BacktestResult {
  const lines = lineUp(hypothesis, history, zone);
  const days = daysIn(lines, period);
  const course = emptyCourse(lines.n);
  for (const line of lines.lines) walk(hypothesis, lines, line, days, course);
  return summarise(history, lines, days, course);
}

/** The days of a period, by their places among the lines' days: [first, end). */
function daysIn({ days }: Lines, { from, to }: Period): [number, number] {
  const all = days.starts.length - 1;
  const place = (day: number) => Math.min(Math.max(day - days.first, 0), all);
  const first = from === undefined ? 0 : place(dayOfIso(from));
  return [first, Math.max(first, to === undefined ? all : place(dayOfIso(to) + 1))];
}

/** What a walk along one line works with. */
interface Walk {
  cut: Cut;
  line: Line;
  scorer: Scorer;
  tally: Tally;
  course: Course;
}

function walk(hypothesis: Hypothesis, { days }: Lines, line: Line, [first, end]: [number, number], course: Course): void {
  const scorer = scorerOf(hypothesis, line, sourceOf(hypothesis, line));
  const { accept: cut } = hypothesis;
  const progress: Walk = { cut, line, scorer, tally: { screened: 0, accepted: 0 }, course };
  for (let day = first; day < end; day++) {
    const [from, to] = [line.starts[day]!, line.starts[day + 1]!];
    if (from === to) continue;
    const since = firstReferenceDay(cut, days.first + day, (earlier) => completedOn(line, days, earlier));
    const reference = line.starts[Math.max(since - days.first, 0)]!;
    scorer.moveTo(reference, from, to);
    const held = decideAtOnce(progress, from, to, lowestWithin(cut, scorer, reference, from));
    close(progress, held);
  }
}

/** The lowest score that has a place within the cut, among members [from, to) and one more. */
function lowestWithin({ topBasisPoints }: Cut, scorer: Scorer, from: number, to: number): number {
  const places = placesWithin(topBasisPoints, to - from);
  return places === 0 ? Infinity : scorer.kthBest(from, to, places);
}

/** Decides on a day's members [from, to) as they come; tells who has to wait for its close. */
function decideAtOnce({ cut, line, scorer, tally, course }: Walk, from: number, to: number, lowest: number): (Held & { place: number })[] {
  const held: (Held & { place: number })[] = [];
  for (let member = from; member < to; member++) {
    const [place, score] = [line.places[member]!, scorer.scores[member]!];
    course.rows[place] = line.rows[member]!;
    course.completions[place] = line.completions[member]!;
    course.faults[place] = Number.isNaN(score) ? 1 : 0;
    tally.screened += 1;
    if (!Number.isFinite(score)) continue;
    course.scores[place] = score;
    const answer = answerAtOnce(rankAgainst(lowest, score), tally, cut);
    if (answer === 'hold') held.push({ place, score, completedAt: line.completions[member]!, number: line.numbers[member]! });
    if (answer !== 'accept') continue;
    tally.accepted += 1;
    course.verdicts[place] = VERDICT.accepted;
  }
  return held;
}

function close({ cut, tally, course }: Walk, held: (Held & { place: number })[]): void {
  const { accepted, rejected } = settleHeld(held, tally, cut.topBasisPoints);
  tally.accepted += accepted.length;
  for (const { place } of accepted) course.verdicts[place] = VERDICT.heldThenAccepted;
  for (const { place } of rejected) course.verdicts[place] = VERDICT.heldThenRejected;
}
