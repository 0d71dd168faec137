import { WHOLE_BP } from '../basis-points';
import { chanceOfAtMost } from './binomial';
import { ENDED_MINIMUM, EXPECTED_MINIMUM, WITHDRAWAL_LIMIT } from './limits';
import { newcombe } from './newcombe';
import { rateOf, type Outcomes } from './outcomes';
import { sampleRatio } from './sample-ratio';

/** What the guardrails look at: how a trial runs, never how well its hires work. */
export interface TrialProcess {
  /** Evaluations in the trial's lane that ended in an error. */
  errors: number;
  /** Batteries that have come to an end, completed or expired, and how many of them were completed. */
  champion: Batteries;
  trial: Batteries;
  /** The lane's candidates as the guard counts them, screened and accepted so far. */
  screened: number;
  accepted: number;
  /** Those of them whose day is closed: of a day that is not, those who were held may still be accepted. */
  closed: { screened: number; accepted: number };
  /** The acceptance band in basis points: from the lowest share that history or shadow made likely to the policy's limit. */
  band: { fromBp: number; toBp: number };
  /** Counts per arm at each stage, with the shares they should have there (hires of a pickier arm have fewer outcomes by right). */
  stages: readonly { stage: 'assigned' | 'completed' | 'observed'; counts: readonly number[]; shares: readonly number[] }[];
}

/** Batteries that have come to an end in one arm. */
interface Batteries {
  ended: number;
  completed: number;
}

/** Why a trial must be rolled back by itself, with the figures that say so. */
export type Finding =
  | { guardrail: 'evaluation_errors'; errors: number }
  | { guardrail: 'completion_rate'; champion: number; trial: number }
  | { guardrail: 'acceptance'; side: 'above' | 'below'; share: number }
  | { guardrail: 'sample_ratio'; stage: TrialProcess['stages'][number]['stage']; p: number };

/** What calls for an automatic rollback; nothing found, nothing to do. Outcomes never do: they wait for the verdict. */
export function guardrails(process: TrialProcess): Finding[] {
  return [...evaluationErrors(process), ...completionRate(process), ...acceptance(process), ...sampleRatios(process)];
}

function evaluationErrors({ errors }: TrialProcess): Finding[] {
  return errors > 0 ? [{ guardrail: 'evaluation_errors', errors }] : [];
}

/** Lower than the champion's, one-sided: the whole interval at twice the limit lies below no difference. */
function completionRate({ champion, trial }: TrialProcess): Finding[] {
  const [its, theirs] = [completions(trial), completions(champion)];
  if (Math.min(its.n, theirs.n) < ENDED_MINIMUM) return [];
  const { upper } = newcombe(its, theirs, 1 - 2 * WITHDRAWAL_LIMIT);
  return upper < 0 ? [{ guardrail: 'completion_rate', champion: rateOf(theirs), trial: rateOf(its) }] : [];
}

function completions({ completed, ended }: Batteries): Outcomes {
  return { ok: completed, n: ended };
}

/** Above: the integer guard makes it impossible, so one cat too many is a fault. Below: improbably few even for the band's lower end. */
function acceptance({ screened, accepted, closed, band }: TrialProcess): Finding[] {
  if (WHOLE_BP * accepted > band.toBp * screened) return [{ guardrail: 'acceptance', side: 'above', share: accepted / screened }];
  const below = chanceOfAtMost(closed.accepted, closed.screened, band.fromBp / WHOLE_BP) < WITHDRAWAL_LIMIT;
  return below ? [{ guardrail: 'acceptance', side: 'below', share: closed.accepted / closed.screened }] : [];
}

function sampleRatios({ stages }: TrialProcess): Finding[] {
  return stages.flatMap(({ stage, counts, shares }): Finding[] => {
    if (smallestExpected(counts, shares) < EXPECTED_MINIMUM) return [];
    const { p } = sampleRatio(counts, shares);
    return p < WITHDRAWAL_LIMIT ? [{ guardrail: 'sample_ratio', stage, p }] : [];
  });
}

function smallestExpected(counts: readonly number[], shares: readonly number[]): number {
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  return (sum(counts) * Math.min(...shares)) / sum(shares);
}
