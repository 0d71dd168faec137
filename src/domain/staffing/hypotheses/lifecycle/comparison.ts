import { WHOLE_BP } from '../../basis-points';
import type { Interval, Outcomes } from '../../statistics';
import type { ArmCounts } from '../lifecycle-store';
import type { ArmOutcome } from './outcome';
import type { NamedTrial } from './trial';
import type { VersionName } from './version-name';

/** One side of a comparison: a is the version in force, b the one that is to replace it. */
export interface Arm extends VersionName {
  /** Orders whose window has closed and whose outcome counts. */
  orders: number;
  ok: number;
  /** Orders that may still come to count. */
  pending: number;
  /** Candidates the trial dealt to this arm, and those of them who completed their battery; null outside of a trial. */
  assigned: number | null;
  completed: number | null;
}

/** One stage of the sample-ratio check. */
export interface SampleRatioStage {
  stage: 'assigned' | 'completed' | 'observed';
  counts: [a: number, b: number];
  shares: [a: number, b: number];
  p: number;
}

/** How two versions fare against each other. */
export interface Comparison {
  arms: [a: Arm, b: Arm];
  /** The newest trial of one against the other; null where there was none: what is shown is then an observation, without a verdict. */
  trial: NamedTrial | null;
  e: number | null;
  threshold: number | null;
  /** `better` says that b is so in the direction that it predicted. None while a sample-ratio mismatch blocks every conclusion. */
  verdict: 'none' | 'better' | 'worse';
  sampleRatio: { p: number; ok: boolean; stages: SampleRatioStage[] } | null;
  /** P(B > A), which is not the stopping rule; null below 30 outcomes in an arm. */
  chanceToWin: number | null;
  /** B − A with its 95 % interval; null while an arm has no outcome. */
  difference: { value: number; low: number; high: number } | null;
  /** What charts are drawn from: E after each complete block, and each arm's posterior. */
  series: {
    e: { orders: number; e: number; a: Outcomes; b: Outcomes }[];
    posteriors: { interval: Interval; curve: [rate: number, density: number][] }[];
  };
}

/** Whether an outcome may be counted: only once its window has closed, lest failures, which are known sooner, weigh more. */
const isClosed = (outcome: ArmOutcome, now: Date): boolean => outcome.dueAt <= now;

/** Whether an outcome counts as a success or as a failure. */
const counts = ({ state }: ArmOutcome): boolean => state === 'ok' || state === 'not_ok';

/** An arm's orders in numbers. */
export function countsOf(outcomes: readonly ArmOutcome[], arm: 'a' | 'b', now: Date): { orders: number; ok: number; pending: number; closed: number } {
  const own = outcomes.filter((outcome) => outcome.arm === arm);
  const closed = own.filter((outcome) => isClosed(outcome, now));
  const known = closed.filter(counts);
  return {
    orders: known.length,
    ok: known.filter(({ state }) => state === 'ok').length,
    pending: own.filter((outcome) => outcome.state === 'pending' || (counts(outcome) && !isClosed(outcome, now))).length,
    closed: closed.length,
  };
}

/**
 * The outcomes that the verdict may use, by the orders' ends (ADR 10): each arm's line stops at the first one whose window has
 * closed without an answer, since to step over it would let the answers choose their order.
 */
export function inLine(outcomes: readonly ArmOutcome[], now: Date): { arm: 'a' | 'b'; ok: boolean }[] {
  const stopped = new Set<'a' | 'b'>();
  const line: { arm: 'a' | 'b'; ok: boolean }[] = [];
  for (const outcome of outcomes) {
    if (!isClosed(outcome, now) || outcome.state === 'pending') stopped.add(outcome.arm);
    if (!stopped.has(outcome.arm) && counts(outcome)) line.push({ arm: outcome.arm, ok: outcome.state === 'ok' });
  }
  return line;
}

/**
 * What the sample-ratio check looks at: whether candidates were dealt by the trial's shares, whether as many completed their battery,
 * and whether the orders that ended were answered alike. A pickier arm has fewer orders by right, but not fewer answers to each.
 */
export function stagesOf(
  { shareBp }: { shareBp: number },
  { a, b }: { a: ArmCounts; b: ArmCounts },
  outcomes: readonly ArmOutcome[],
  now: Date,
): Omit<SampleRatioStage, 'p'>[] {
  const split: [number, number] = [WHOLE_BP - shareBp, shareBp];
  const [ofA, ofB] = [countsOf(outcomes, 'a', now), countsOf(outcomes, 'b', now)];
  return [
    { stage: 'assigned', counts: [a.assigned, b.assigned], shares: split },
    { stage: 'completed', counts: [a.completed, b.completed], shares: split },
    { stage: 'observed', counts: [ofA.orders, ofB.orders], shares: [ofA.closed, ofB.closed] },
  ];
}
