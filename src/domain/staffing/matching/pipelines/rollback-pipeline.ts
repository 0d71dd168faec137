import { allow, requiredText } from '../../../users';
import { nothingBefore } from '../../errors';
import type { StaffingWork } from '../../work';
import { checkPrograms, type PipelineChange } from './activate-pipeline';
import { findPipeline } from './find-pipeline';
import { pipelineRows } from './list-pipelines';
import { activeStack } from './pipeline-version';

/** Puts back in force, from the next match on, the version that the one in force took the place of; once more goes back further. Throws `staffing.nothing_before`. */
export async function rollbackPipeline(w: StaffingWork, input: { reason: string; programs: readonly string[] }): Promise<PipelineChange> {
  allow(w, 'rollback-pipeline');
  const reason = requiredText('reason', input.reason, 500);
  await w.staffing.lockPipelines();
  const [before, current] = activeStack(await w.staffing.pipelineMoves()).slice(-2);
  if (!before || !current) throw nothingBefore();
  const found = await findPipeline(w, before.version);
  checkPrograms(found.version, found.steps, input.programs);
  await w.staffing.addPipelineMove({ version: found.version, move: 'rolled_back', replaces: current.version, reason });
  await w.emit({ type: 'pipeline_rolled_back', pipeline: found.version, replaced: current.version });
  const [row] = await pipelineRows(w, [found]);
  if (!row) throw new Error('a version has a row');
  return { row, replaced: current.version };
}
