import { allow, peopleById } from '../../../users';
import type { StaffingWork } from '../../work';
import { writePipeline } from '../language/write-pipeline';
import { findPipeline } from './find-pipeline';
import { pipelineRows, type PipelineRow } from './list-pipelines';
import type { PipelineMove } from './pipeline-version';

/** All about one version. */
export interface PipelineCard extends PipelineRow {
  /** The file it is written as: what `edit` begins with. */
  source: string;
  /** All versions of the pipeline, newest first. */
  versions: string[];
  /** What was done with it, and by which it was replaced, oldest first; `by` is a name. */
  history: (Omit<PipelineMove, 'actor'> & { by: string | null })[];
}

/** One version by `first@2`, or the newest by `first`. */
export async function showPipeline(w: StaffingWork, reference: string): Promise<PipelineCard> {
  allow(w, 'show-pipeline');
  const found = await findPipeline(w, reference);
  const moves = await w.staffing.pipelineMoves();
  const [row] = await pipelineRows(w, [found], moves);
  if (!row) throw new Error('a version has a row');
  const own = moves.filter(({ version, replaces }) => version === found.version || replaces === found.version);
  const people = await peopleById(w, own.flatMap(({ actor }) => actor ?? []));
  return {
    ...row,
    source: writePipeline(found),
    versions: (await w.staffing.pipelineVersions(found.name)).map(({ version }) => version),
    history: own.map(({ actor, ...move }) => ({ ...move, by: actor && (people.get(actor)?.name ?? null) })),
  };
}
