import { allow, requiredText } from '../../../users';
import { pipelineAlready, programNotConfigured } from '../../errors';
import type { StaffingWork } from '../../work';
import type { Step } from '../engine/steps';
import { findPipeline } from './find-pipeline';
import { pipelineRows, type PipelineRow } from './list-pipelines';

/** What a change of what is in force did. */
export interface PipelineChange {
  row: PipelineRow;
  replaced: string;
}

/** Puts a version in force from the next match on (M1). Throws `staffing.program_not_configured` where a step's program is not among `programs`. */
export async function activatePipeline(w: StaffingWork, input: { ref: string; reason: string; programs: readonly string[] }): Promise<PipelineChange> {
  allow(w, 'activate-pipeline');
  const reason = requiredText('reason', input.reason, 500);
  await w.staffing.lockPipelines();
  const found = await findPipeline(w, input.ref);
  checkPrograms(found.version, found.steps, input.programs);
  const { version: replaced } = await w.staffing.pipeline();
  if (replaced === found.version) throw pipelineAlready(found.version, 'active');
  await w.staffing.addPipelineMove({ version: found.version, move: 'activated', replaces: replaced, reason });
  await w.emit({ type: 'pipeline_activated', pipeline: found.version, replaced });
  const [row] = await pipelineRows(w, [found]);
  if (!row) throw new Error('a version has a row');
  return { row, replaced };
}

/** Throws `staffing.program_not_configured` for the first program of a version that nobody configured. */
export function checkPrograms(version: string, steps: readonly Step[], programs: readonly string[]): void {
  const missing = steps.find(({ step, params }) => step === 'program' && !programs.includes(String(params.run)));
  if (missing) throw programNotConfigured(version, String(missing.params.run));
}
