import { allow, requiredText } from '../../../users';
import { pipelineInvalid } from '../../errors';
import type { Problem } from '../../hypotheses/language/problem';
import type { StaffingWork } from '../../work';
import { readPipeline, type PipelineFile } from '../language/read-pipeline';
import { stepDifferences, type StepDifference } from '../language/step-differences';
import { stepWords } from '../language/write-pipeline';
import { pipelineRows, type PipelineRow } from './list-pipelines';

/** What is asked to be stored: the file's text, the name it must bear, and the programs that are configured. */
export interface PipelineEdit {
  name: string;
  source: string;
  programs: readonly string[];
  reason?: string | undefined;
}

/** What came of an edit. */
export interface EditedPipeline {
  row: PipelineRow;
  /** False where the newest version says the same already. */
  isNew: boolean;
  /** The version in force, and what differs from it. */
  active: string;
  differences: StepDifference[];
}

/** What is wrong with a pipeline's file, as a compiler says it, and what it holds where nothing is. */
export async function lintPipeline(w: StaffingWork, { name, source, programs }: PipelineEdit): Promise<{ file: PipelineFile | null; problems: Problem[] }> {
  allow(w, 'edit-pipeline');
  return (await import('../language/read-pipeline')).readPipeline(source, name, programs);
}

/** Stores a file as the next version of its pipeline, which changes nothing until it is put in force (M1). Throws `staffing.pipeline_invalid`. */
export async function editPipeline(w: StaffingWork, edit: PipelineEdit): Promise<EditedPipeline> {
  allow(w, 'edit-pipeline');
  const { file, problems } = readPipeline(edit.source, edit.name, edit.programs);
  if (!file) throw pipelineInvalid(problems.filter(({ severity }) => severity === 'error').length);
  const reason = edit.reason === undefined ? null : requiredText('reason', edit.reason, 500);
  await w.staffing.lockPipelines();
  const [newest] = await w.staffing.pipelineVersions(file.name);
  const words = file.steps.map(stepWords).join('\n');
  const isNew = newest?.steps.map(stepWords).join('\n') !== words;
  if (isNew) {
    const number = (newest?.number ?? 0) + 1;
    await w.staffing.addPipelineVersion({ version: `${file.name}@${number}`, name: file.name, number, steps: file.steps, reason });
    await w.emit({ type: 'pipeline_added', pipeline: `${file.name}@${number}` });
  }
  const [row] = await pipelineRows(w, (await w.staffing.pipelineVersions(file.name)).slice(0, 1));
  if (!row) throw new Error('a version was stored');
  const active = await w.staffing.pipeline();
  return { row, isNew, active: active.version, differences: stepDifferences(active.steps, file.steps) };
}
