import type { MatchInputs, Pipeline } from './match';
import type { Known, Sample } from './sample';
import type { StepName } from './steps';

/** What each step reads of a worker. */
const READS: Record<StepName, readonly Known[]> = {
  active: ['active'],
  present: ['absent'],
  free: ['bookedFor'],
  not_client: [],
  has: ['strengths', 'weaknesses'],
  lacks: ['strengths', 'weaknesses'],
  workload: ['booked'],
  rating: ['results'],
  past_with_client: ['withClient'],
  program: ['strengths', 'weaknesses', 'booked', 'results', 'withClient'],
  random: [],
  weighted: [],
  best: [],
};

/** A worker of whom nothing is known. */
export const UNKNOWN: Omit<Sample, 'worker'> = { active: true, absent: false, bookedFor: null, strengths: [], weaknesses: [], booked: {}, results: { ok: 0, notOk: 0 }, withClient: { ok: 0, notOk: 0 } };

/** A sample without what goes without saying: as traces keep it, since there is one for every worker and order. */
export type PackedSample = Partial<Sample> & Pick<Sample, 'worker'>;

/** What these pipelines read of workers, so that nothing else is looked up or kept. */
export function readBy(pipelines: readonly Pick<Pipeline, 'steps'>[]): Known[] {
  const read = new Set(pipelines.flatMap(({ steps }) => steps.flatMap(({ step }) => READS[step])));
  return (Object.keys(UNKNOWN) as Known[]).filter((known) => read.has(known));
}

/** The samples as traces keep them. */
export function packSamples({ known, samples }: MatchInputs): PackedSample[] {
  const plain = new Map(known.map((name) => [name, JSON.stringify(UNKNOWN[name])]));
  return samples.map((sample) => {
    const told = known.filter((name) => JSON.stringify(sample[name]) !== plain.get(name));
    return { worker: sample.worker, ...Object.fromEntries(told.map((name) => [name, sample[name]])) };
  });
}

/** What traces keep, as samples again. */
export const unpackSamples = (packed: readonly PackedSample[]): Sample[] => packed.map((sample) => ({ ...UNKNOWN, ...sample }));
