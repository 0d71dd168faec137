import { allow, findPerson } from '../users';
import { workerNotFound } from './errors';
import type { WorkerOutcome } from './matching/store';
import type { StaffingWork } from './work';

/** How a worker's orders went. */
export interface WorkerRating {
  completed: number;
  failed: number;
  /** What counts as a success, or as the worker's own failure, by now: in matching it does as well. */
  ok: number;
  notOk: number;
  /** Not known yet: windows are open, or a review is. */
  pending: number;
  /** Successes of what is known, in [0, 1]; null where nothing is. */
  rating: number | null;
  /** The last ten, newest first. */
  recent: { order: string; endedAt: Date; state: OutcomeNow }[];
}

/** How an outcome stands: what it came to counts once no review of it is open and its window has closed (Q3). */
type OutcomeNow = WorkerOutcome['state'] | 'in_review';

const RECENT = 10;

/** How the orders of one worker went, by id or number: for managers, and for the worker itself. */
export async function workerRating(w: StaffingWork, worker: string): Promise<WorkerRating> {
  const person = await findPerson(w, worker);
  allow(w, 'show-rating', person.id);
  if (!(await w.staffing.worker(person.id))) throw workerNotFound(worker);
  const outcomes = (await w.staffing.outcomesOf(person.id)).map((outcome) => ({ ...outcome, state: stateNow(outcome, w.now) }));
  const count = (isOne: (outcome: (typeof outcomes)[number]) => boolean) => outcomes.filter(isOne).length;
  const [ok, notOk] = [count(({ state }) => state === 'ok'), count(({ state }) => state === 'not_ok')];
  return {
    completed: count(({ ended }) => ended === 'completed'),
    failed: count(({ ended }) => ended === 'failed'),
    ok,
    notOk,
    pending: count(({ state }) => state === 'pending' || state === 'in_review'),
    rating: ok + notOk === 0 ? null : ok / (ok + notOk),
    recent: outcomes.slice(0, RECENT).map(({ order, endedAt, state }) => ({ order, endedAt, state })),
  };
}

function stateNow({ state, inReview, dueAt }: WorkerOutcome, now: Date): OutcomeNow {
  if (inReview) return 'in_review';
  return dueAt > now ? 'pending' : state;
}
