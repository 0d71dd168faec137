import type { Actor, Runner } from '../../shared/work';
import type { StaffingWork } from '../work';
import { readBy } from './engine/inputs';
import type { Match } from './engine/match';
import { seedOf } from './engine/pick';
import { walk, type Walk } from './engine/run';
import { gatherInputs } from './gather-samples';
import { shadowPipelines } from './pipelines/shadow-pipelines';
import type { Programs } from './program';
import type { Slot } from './slot';

/** What a process needs that matches orders: units of work, and the programs that steps may ask. */
export type MatchingApp<W> = Runner<W> & { readonly programs: Programs };

/**
 * The answer of the pipeline in force for one order at one time (M1). One look gathers what is known; then the steps run with no transaction open, those of
 * other programs too (M2). Writes nothing: `bookMatch` stores what came of it. `attempt` counts from 1, and gives the seed together with the order.
 */
export async function matchOrder(app: MatchingApp<StaffingWork>, actor: Actor, slot: Slot, attempt: number): Promise<Match> {
  const { pipeline, inputs } = await app.query(actor, async (w) => {
    const pipeline = await w.staffing.pipeline();
    return { pipeline, inputs: await gatherInputs(w, slot, readBy([pipeline, ...(await shadowPipelines(w)).map((one) => one.pipeline)])) };
  });
  return askAlong(app.programs, walk(pipeline, inputs, seedOf(slot.order, attempt)));
}

/** Goes a pipeline's way to its end, asking the programs on it. */
export async function askAlong(programs: Programs, steps: Walk): Promise<Match> {
  let next = steps.next();
  while (!next.done) next = steps.next(await programs.ask(next.value));
  return next.value;
}
