import { forEach } from '../../../shared/each';
import type { Actor } from '../../../shared/work';
import { allow } from '../../../users';
import { overlapOf } from '../../statistics';
import type { StaffingWork } from '../../work';
import { readBy } from '../engine/inputs';
import type { Pipeline } from '../engine/match';
import { walk } from '../engine/run';
import { askAlong, type MatchingApp } from '../match-order';
import { shadowPipelines } from './shadow-pipelines';

/** A match by its id, and a version that is to be run beside it. */
interface Due {
  pipeline: Pipeline;
  trace: string;
}

/** More are left to the next round. */
const BATCH = 100;

/** Whether any match waits for a version that runs in shadow. */
export async function shadowsDue(w: StaffingWork): Promise<boolean> {
  return (await dueShadows(w, 1)).length > 0;
}

/**
 * Runs the versions in shadow beside the matches that were made: from the stored inputs and with the same seed, long after the order was answered, so that no order waits
 * for it or fails with it. Programs are asked now. A match is as large as the pool, so one is read at a time. Returns how many were run.
 */
export async function runShadows(app: MatchingApp<StaffingWork>, actor: Actor): Promise<number> {
  const due = await app.query(actor, (w) => {
    allow(w, 'run-shadows');
    return dueShadows(w, BATCH);
  });
  return forEach(due, async ({ pipeline, trace }) => {
    const match = await app.query(actor, (w) => w.staffing.matchById(trace));
    if (!match?.inputs) return false;
    const shadow = await askAlong(app.programs, walk(pipeline, match.inputs, match.seed));
    const overlap = overlapOf({ picked: match.picked, logged: match.probabilities, target: shadow.probabilities });
    return app.run(actor, (w) => w.staffing.addShadow({ trace, shadow, overlap }));
  });
}

async function dueShadows(w: StaffingWork, limit: number): Promise<Due[]> {
  const due: Due[] = [];
  for (const { pipeline, since } of await shadowPipelines(w)) {
    if (due.length >= limit) break;
    for (const trace of await w.staffing.matchesWithout(pipeline.version, since, readBy([pipeline]), limit - due.length)) due.push({ pipeline, trace });
  }
  return due;
}
