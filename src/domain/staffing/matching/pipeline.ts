import { createHash } from 'node:crypto';

/** A worker as matching sees it (the matching team's *normal sample*) at the time of one order. */
export interface Sample {
  worker: string;
  active: boolean;
  absent: boolean;
  /** The order that occupies it then, if any. */
  bookedFor: string | null;
}

/** The order to be matched (the matching team's *reference sample*). */
export interface Reference {
  order: string;
  client: string;
}

/** The named steps a pipeline is made of. */
export type StepName = 'active' | 'present' | 'free' | 'not_client' | 'random';

/** A version of which steps run, and in which order: data, not code (M1). */
export interface Pipeline {
  version: string;
  steps: readonly StepName[];
}

/** What one step did. */
export interface StepTrace {
  step: StepName;
  in: number;
  out: number;
  dropped: { worker: string; why: string }[];
}

/** A match with everything needed to explain and repeat it (M3). */
export interface Match {
  pipeline: string;
  seed: string;
  picked: string | null;
  steps: StepTrace[];
  /** Each remaining worker's probability of being picked. */
  probabilities: Record<string, number>;
}

/** The pipeline that every database begins with: filters, then a pick at random (M1). */
export const FIRST_PIPELINE: Pipeline = { version: 'first@1', steps: ['active', 'present', 'free', 'not_client', 'random'] };

/** Why a filter drops a sample; null keeps it. */
const filters: Record<Exclude<StepName, 'random'>, (sample: Sample, reference: Reference) => string | null> = {
  active: (sample) => (sample.active ? null : 'deactivated'),
  present: (sample) => (sample.absent ? 'absent' : null),
  free: (sample) => (sample.bookedFor === null ? null : `order ${sample.bookedFor}`),
  not_client: (sample, reference) => (sample.worker === reference.client ? 'is the client' : null),
};

/** The seed of an order's match: eight hex digits that depend on nothing but the order and the attempt. */
export function seedOf(order: string, attempt: number): string {
  return createHash('sha256').update(`${order}\0${attempt}`).digest('hex').slice(0, 8);
}

/** Runs the pipeline: the same inputs give the same worker (M3). Workers are taken in the order of their ids. */
export function runPipeline(pipeline: Pipeline, reference: Reference, samples: readonly Sample[], seed: string): Match {
  let left = [...samples].sort((a, b) => (a.worker < b.worker ? -1 : 1));
  const steps: StepTrace[] = [];
  let probabilities: Record<string, number> = {};
  for (const step of pipeline.steps) {
    const before = left;
    const dropped: StepTrace['dropped'] = [];
    if (step === 'random') {
      probabilities = Object.fromEntries(before.map((sample) => [sample.worker, 1 / before.length]));
      left = before.length === 0 ? [] : before.slice(pickAt(seed, before.length)).slice(0, 1);
    } else {
      left = before.filter((sample) => {
        const why = filters[step](sample, reference);
        if (why !== null) dropped.push({ worker: sample.worker, why });
        return why === null;
      });
    }
    steps.push({ step, in: before.length, out: left.length, dropped });
  }
  return { pipeline: pipeline.version, seed, picked: left[0]?.worker ?? null, steps, probabilities };
}

/** A place in 0 … count−1, evenly spread over the seeds. */
function pickAt(seed: string, count: number): number {
  const hash = createHash('sha256').update(seed).digest().readUIntBE(0, 6);
  return Math.floor((hash / 2 ** 48) * count);
}
