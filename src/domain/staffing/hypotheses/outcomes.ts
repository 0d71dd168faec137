import { allow } from '../../users';
import { daysLater } from '../days';
import type { StaffingWork } from '../work';
import { stateByFinding, stateOfFailure, type Outcome, type ReviewFinding } from './lifecycle/outcome';

/** An order ended with a worker: how it did becomes known when its window closes, or at once where it failed by the worker's own doing (Q3). */
export async function noteOutcome(
  w: StaffingWork,
  event: { order: string; client: string; worker: string | null } & ({ type: 'order_completed' } | { type: 'order_failed'; reason: string }),
): Promise<void> {
  if (event.worker === null) return;
  const { outcomeDays } = await w.staffing.screeningPolicy();
  await w.staffing.addOutcome({
    order: event.order,
    client: event.client,
    worker: event.worker,
    application: await w.staffing.applicationOf(event.worker),
    endedAt: w.now,
    dueAt: daysLater(w.now, outcomeDays),
    ended: event.type === 'order_completed' ? 'completed' : 'failed',
    state: event.type === 'order_completed' ? 'pending' : stateOfFailure(event.reason),
    inReview: false,
  });
}

/** Whether what a review of the order finds still changes statistics: until the window closes, and as long as nothing is known. For who closes it. */
export async function findingCounts(w: StaffingWork, order: string): Promise<boolean> {
  allow(w, 'close-review');
  const outcome = await w.staffing.outcome(order);
  return outcome !== undefined && mayChange(w, outcome);
}

const mayChange = (w: StaffingWork, { state, dueAt }: Outcome): boolean => state === 'pending' || w.now < dueAt;

/** A review of the order opened: what is not settled for good waits for it. */
export async function holdOutcome(w: StaffingWork, { order }: { order: string }): Promise<void> {
  const outcome = await w.staffing.outcome(order);
  if (outcome && mayChange(w, outcome)) await w.staffing.changeOutcome(order, { inReview: true });
}

/**
 * A review of the order closed: its finding settles what is pending, and corrects what was known while the window is open. Later
 * findings change no statistics. One from which nothing can be told leaves a failure a failure, a completed order to the window.
 */
export async function settleOutcome(w: StaffingWork, { order, finding }: { order: string; finding: ReviewFinding }): Promise<void> {
  const outcome = await w.staffing.outcome(order);
  if (!outcome) return;
  const unclear = outcome.ended === 'failed' && outcome.state === 'pending' ? 'not_ok' : null;
  const state = mayChange(w, outcome) ? (stateByFinding(outcome.ended, finding) ?? unclear) : null;
  await w.staffing.changeOutcome(order, { inReview: false, ...(state === null ? {} : { state }) });
}
