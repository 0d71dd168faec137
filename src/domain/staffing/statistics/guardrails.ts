import { chanceOfAtMost } from './binomial';
import { SAMPLE_RATIO_LIMIT } from './limits';
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
  /** The trial's lane: candidates decided and accepted. */
  screened: number;
  accepted: number;
  /** The acceptance band in basis points: from the lowest share that history or shadow made likely to the policy's limit. */
  band: { fromBp: number; toBp: number };
  /** Counts per arm at each stage, with the shares they should have there (hires of a pickier arm have fewer outcomes by right). */
  stages: readonly { stage: 'assigned' | 'completed' | 'observed'; counts: readonly number[]; shares: readonly number[] }[];
}

/** Batteries that have come to an end in one arm. */
export interface Batteries {
  ended: number;
  completed: number;
}

/** Why a trial must be rolled back by itself, with the figures that say so. */
export type Finding =
  | { guardrail: 'evaluation_errors'; errors: number }
  | { guardrail: 'completion_rate'; champion: number; trial: number }
  | { guardrail: 'acceptance'; side: 'above' | 'below'; share: number }
  | { guardrail: 'sample_ratio'; stage: TrialProcess['stages'][number]['stage']; p: number };

/** How improbable a deviation must be before a trial is rolled back for it. */
const ALARM = 0.001;

/** What calls for an automatic rollback; nothing found, nothing to do. Outcomes never do: they wait for the verdict. */
export function guardrails(process: TrialProcess): Finding[] {
  return [...evaluationErrors(process), ...completionRate(process), ...acceptance(process), ...sampleRatios(process)];
}

function evaluationErrors({ errors }: TrialProcess): Finding[] {
  return errors > 0 ? [{ guardrail: 'evaluation_errors', errors }] : [];
}

/** Lower than the champion's, one-sided: the whole interval at twice the alarm lies below no difference. */
function completionRate({ champion, trial }: TrialProcess): Finding[] {
  const [its, theirs] = [completions(trial), completions(champion)];
  const { upper } = newcombe(its, theirs, 1 - 2 * ALARM);
  return upper < 0 ? [{ guardrail: 'completion_rate', champion: rateOf(theirs), trial: rateOf(its) }] : [];
}

function completions({ completed, ended }: Batteries): Outcomes {
  return { ok: completed, n: ended };
}

/** Above: the integer guard makes it impossible, so one cat too many is a fault. Below: improbably few even for the band's lower end. */
function acceptance({ screened, accepted, band }: TrialProcess): Finding[] {
  const share = accepted / screened;
  if (10_000 * accepted > band.toBp * screened) return [{ guardrail: 'acceptance', side: 'above', share }];
  const below = chanceOfAtMost(accepted, screened, band.fromBp / 10_000) < ALARM;
  return below ? [{ guardrail: 'acceptance', side: 'below', share }] : [];
}

function sampleRatios({ stages }: TrialProcess): Finding[] {
  return stages.flatMap(({ stage, counts, shares }): Finding[] => {
    const { p } = sampleRatio(counts, shares);
    return p < SAMPLE_RATIO_LIMIT ? [{ guardrail: 'sample_ratio', stage, p }] : [];
  });
}
