import type { ProgramFault } from '../program';
import type { Step, StepName } from './steps';
import type { Known, Reference, Sample } from './sample';

/** A version of which steps run, and in which order: data, not code (M1). */
export interface Pipeline {
  version: string;
  steps: readonly Step[];
}

/** What a match was made from: with the version, the seed and what programs said it can be repeated (M3). */
export interface MatchInputs {
  reference: Reference;
  /** What was looked up of the workers: what the pipelines in force and in shadow read. */
  known: readonly Known[];
  samples: readonly Sample[];
}

/** How a program's step went wrong, and what was done about it. */
export interface StepFault {
  fault: ProgramFault;
  detail: string;
  policy: 'skip' | 'stop';
}

/** What one step did. */
export interface StepTrace {
  step: StepName;
  in: number;
  out: number;
  dropped: { worker: string; why: string }[];
  params?: Step['params'];
  with?: NonNullable<Step['with']>;
  /** By worker, in [0, 1]; a worker that a program gave none counts as 0. */
  values?: Record<string, number>;
  /** The version that a program told. */
  program?: string;
  fault?: StepFault;
}

/** A match with everything needed to explain and repeat it (M3). */
export interface Match {
  pipeline: string;
  seed: string;
  picked: string | null;
  steps: StepTrace[];
  /** Each remaining worker's probability of being picked. */
  probabilities: Record<string, number>;
  /** The sum of weight × value over the steps that score, of those who remained; missing where no step does. */
  scores?: Record<string, number>;
  /** The program whose failure left the order without a worker. */
  stopped?: { program: string; fault: ProgramFault };
  /** Traces from before these were kept have none. */
  inputs?: MatchInputs;
}

/** The pipeline that every database begins with: filters, then a pick at random (M1). */
export const FIRST_PIPELINE: Pipeline = {
  version: 'first@1',
  steps: (['active', 'present', 'free', 'not_client', 'random'] as const).map((step) => ({ step, params: {} })),
};
