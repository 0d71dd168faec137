import { allow, peopleById } from '../../../users';
import type { StaffingWork } from '../../work';
import { stepWords } from '../language/write-pipeline';
import type { Step } from '../engine/steps';
import { standingOf, type PipelineMove, type PipelineState, type StoredPipeline } from './pipeline-version';

/** A version as lists show it. */
export interface PipelineRow {
  version: string;
  name: string;
  number: number;
  state: PipelineState;
  /** Since when it stands so; of a draft, when it was added. */
  since: Date;
  steps: readonly Step[];
  /** The steps as its file words them. */
  words: string[];
  reason: string | null;
  /** Who added it, by name; null where the system did, or the name is erased. */
  author: string | null;
  addedAt: Date;
}

const ORDER: readonly PipelineState[] = ['active', 'shadow', 'draft', 'replaced'];

/** Versions of pipelines: what is in force first, then what runs beside it; without `all` only those and the newest of each pipeline. */
export async function listPipelines(w: StaffingWork, { all = false } = {}): Promise<PipelineRow[]> {
  allow(w, 'list-pipelines');
  const rows = await pipelineRows(w, await w.staffing.pipelineVersions());
  const isNewest = (row: PipelineRow) => rows.every(({ name, number }) => name !== row.name || number <= row.number);
  return rows
    .filter((row) => all || row.state === 'active' || row.state === 'shadow' || isNewest(row))
    .sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state) || a.name.localeCompare(b.name) || b.number - a.number);
}

/** Versions with where they stand, under the names of people. */
export async function pipelineRows(w: StaffingWork, versions: readonly StoredPipeline[], moves?: readonly PipelineMove[]): Promise<PipelineRow[]> {
  const all = moves ?? (await w.staffing.pipelineMoves());
  const people = await peopleById(w, versions.flatMap(({ author }) => author ?? []));
  return versions.map(({ version, name, number, steps, reason, author, addedAt }) => {
    const { state, since } = standingOf(all, version) ?? { state: 'draft' as const, since: addedAt };
    return { version, name, number, state, since, steps, words: steps.map(stepWords), reason, author: author && (people.get(author)?.name ?? null), addedAt };
  });
}
