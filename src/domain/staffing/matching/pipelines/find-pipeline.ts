import { nearest } from '../../../shared/nearest';
import { pipelineNotFound } from '../../errors';
import type { StaffingWork } from '../../work';
import type { StoredPipeline } from './pipeline-version';

/** Finds a version as people write it: `first@2`, or `first` for the newest. Throws `staffing.pipeline_not_found`, which says what may have been meant. */
export async function findPipeline(w: StaffingWork, reference: string): Promise<StoredPipeline> {
  const written = reference.trim();
  const versions = await w.staffing.pipelineVersions();
  const found = versions.find(({ version, name }) => version === written || name === written);
  if (found) return found;
  const [name = ''] = written.split('@');
  const near = versions.find((version) => version.name === name)?.version ?? nearest(written, versions.flatMap((version) => [version.version, version.name]));
  throw pipelineNotFound(written, near);
}
