import type { StaffingWork } from '../../work';
import type { Pipeline } from '../engine/match';
import { shadowsIn } from './pipeline-version';

/** The versions that run in shadow, each with the id of the move that began it. */
export async function shadowPipelines(w: StaffingWork): Promise<{ pipeline: Pipeline; since: string }[]> {
  const shadows = shadowsIn(await w.staffing.pipelineMoves());
  if (shadows.length === 0) return [];
  const versions = await w.staffing.pipelineVersions();
  return shadows.flatMap(({ version, id }) => {
    const pipeline = versions.find((one) => one.version === version);
    return pipeline ? [{ pipeline, since: id }] : [];
  });
}
