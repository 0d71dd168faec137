import { allow, peopleById, type Person } from '../../users';
import { noMatch } from '../errors';
import type { StaffingWork } from '../work';
import { replayMatch, type Replay } from './engine/replay';
import type { StoredMatch } from './store';

/** How an order's worker was found: the latest match first, with the people it speaks of. */
export interface ExplainedMatch {
  match: StoredMatch;
  /** Null where the trace is from before inputs were kept. */
  replay: Replay | null;
  /** Matches of the order before this one, newest first. */
  earlier: StoredMatch[];
  people: ReadonlyMap<string, Pick<Person, 'id' | 'number' | 'name'>>;
}

/** Why a pipeline picked whom it picked for an order, by its id (M3). Throws `staffing.no_match` where none was ever asked, as of an order that was assigned by hand. */
export async function explainMatch(w: StaffingWork, input: { order: string; number: number }): Promise<ExplainedMatch> {
  allow(w, 'explain-match');
  const [match, ...earlier] = await w.staffing.matchesOf(input.order);
  if (!match) throw noMatch(input.number);
  const pipeline = (await w.staffing.pipelineVersions()).find(({ version }) => version === match.pipeline);
  if (!pipeline) throw new Error(`the pipeline ${match.pipeline} is gone`);
  const replay = replayMatch(match, pipeline);
  return { match, replay, earlier, people: await peopleById(w, workersIn([match, ...earlier], replay)) };
}

function workersIn(matches: readonly StoredMatch[], replay: Replay | null): string[] {
  const ids = matches.flatMap(({ picked, steps, probabilities, inputs }) => [
    ...(picked === null ? [] : [picked]),
    ...Object.keys(probabilities),
    ...steps.flatMap(({ dropped, values }) => [...dropped.map(({ worker }) => worker), ...Object.keys(values ?? {})]),
    ...(inputs?.samples ?? []).map(({ worker }) => worker),
  ]);
  return [...new Set([...ids, ...(replay?.picked == null ? [] : [replay.picked])])];
}
