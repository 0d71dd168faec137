import { allow } from '../../../users';
import { pipelineAlready } from '../../errors';
import type { StaffingWork } from '../../work';
import { checkPrograms } from './activate-pipeline';
import { findPipeline } from './find-pipeline';
import { pipelineRows, type PipelineRow } from './list-pipelines';
import { shadowsIn, standingOf } from './pipeline-version';

/** Lets a version run beside the one in force from the next match on, recorded and never acted on, or stops that. */
export async function shadowPipeline(w: StaffingWork, input: { ref: string; stop: boolean; programs: readonly string[] }): Promise<PipelineRow> {
  allow(w, 'shadow-pipeline');
  await w.staffing.lockPipelines();
  const found = await findPipeline(w, input.ref);
  const moves = await w.staffing.pipelineMoves();
  const runs = shadowsIn(moves).some(({ version }) => version === found.version);
  if (input.stop && !runs) throw pipelineAlready(found.version, 'not_shadow');
  if (!input.stop && runs) throw pipelineAlready(found.version, 'shadow');
  if (!input.stop && standingOf(moves, found.version)?.state === 'active') throw pipelineAlready(found.version, 'active');
  if (!input.stop) checkPrograms(found.version, found.steps, input.programs);
  await w.staffing.addPipelineMove({ version: found.version, move: input.stop ? 'shadow_stopped' : 'shadow', replaces: null, reason: null });
  await w.emit({ type: 'pipeline_shadowed', pipeline: found.version, stopped: input.stop });
  const [row] = await pipelineRows(w, [found]);
  if (!row) throw new Error('a version has a row');
  return row;
}
