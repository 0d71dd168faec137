import type { Judgement } from '../hypotheses/engine/reference';
import type { Version } from '../hypotheses/hypothesis';
import type { StaffingWork } from '../work';
import type { Characteristic } from './conclude';
import type { Inputs, StoredEvaluation } from './decision';
import { referenceOf, snapshotOfToday } from './reference-population';

/** What a version makes of a cat today, or what went wrong with it; both name the population. */
export type Rated = { snapshot: string; judgement: Judgement } | { snapshot: string; error: string };

/** Holds a cat against today's reference population. A fault of the evaluation is an answer, not an exception; a fault of the database is none. */
export async function rate(w: StaffingWork, version: Version, vacancy: string, inputs: Inputs): Promise<Rated> {
  const snapshot = await snapshotOfToday(w, version, vacancy);
  const reference = await referenceOf(w, version, snapshot);
  try {
    const judgement = reference.judge(inputs);
    return judgement.isFault ? { snapshot: snapshot.id, error: 'the score is no finite number' } : { snapshot: snapshot.id, judgement };
  } catch (error) {
    return { snapshot: snapshot.id, error: error instanceof Error ? error.message : String(error) };
  }
}

/** The same judgement again, from what is stored of it; undefined where it failed then. */
export async function judgementOf(w: StaffingWork, version: Version, evaluation: StoredEvaluation): Promise<Judgement | undefined> {
  const snapshot = evaluation.snapshot === null || evaluation.error !== null ? undefined : await w.staffing.snapshotById(evaluation.snapshot);
  return snapshot && (await referenceOf(w, version, snapshot)).judge(evaluation.inputs);
}

/** The strengths and weaknesses that a judgement found. */
export function characteristicsIn({ characteristics }: Judgement): Characteristic[] {
  return characteristics.filter(({ holds }) => holds).map(({ kind, id }) => ({ kind, id }));
}
