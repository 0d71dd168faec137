import { catNumber } from '../../shared/ids';
import { quarters } from '../../shared/time';
import { allow, holdPerson, type Person } from '../../users';
import { workerIsClient, workerNotActive, workerNotFound, workerNotFree } from '../errors';
import type { StaffingWork } from '../work';
import type { Match } from './engine/match';
import { span, type Slot } from './slot';

/**
 * Books the pipeline's pick and stores its trace; throws `staffing.worker_not_free` where somebody was faster (M2, M3, M4). Where a program's failure
 * stopped the match that is told, once an order.
 */
export async function bookMatch(w: StaffingWork, slot: Slot, match: Match): Promise<void> {
  allow(w, 'book-worker', slot.client);
  const isNew = match.stopped !== undefined && !(await w.staffing.hasStopped(slot.order));
  await w.staffing.addTrace(slot.order, match);
  if (match.stopped && isNew) await w.emit({ type: 'matching_stopped', order: slot.order, number: slot.number ?? null, client: slot.client, pipeline: match.pipeline, ...match.stopped });
  if (match.picked !== null) await book(w, slot, match.picked);
}

/** Stores that a program's failure stopped the match of an order which waits; nothing where that is known. */
export async function noteStopped(w: StaffingWork, slot: Slot, match: Match): Promise<void> {
  if (match.stopped && !(await w.staffing.hasStopped(slot.order))) await bookMatch(w, slot, match);
}

/** Books a worker chosen by hand, who must be active, present and free (M4). */
export async function bookByHand(w: StaffingWork, slot: Slot, person: Pick<Person, 'id' | 'number'>): Promise<void> {
  allow(w, 'book-worker');
  const workerId = person.id;
  const worker = await w.staffing.worker(workerId);
  if (!worker) throw workerNotFound(catNumber(person.number));
  if (worker.status !== 'active') throw workerNotActive(workerId);
  if (worker.id === slot.client) throw workerIsClient(workerId);
  await book(w, slot, workerId);
}

/** Frees the time an order took, or only what is left of it from an instant on; somebody may have waited for it. */
export async function releaseBooking(w: StaffingWork, input: { order: string; worker: string | null; from?: Date }): Promise<void> {
  await w.staffing.unbook(input.order, input.from);
  if (input.worker !== null) await w.emit({ type: 'worker_available', worker: input.worker });
}

/** Whoever left or went away since the samples were gathered is as little free as somebody who is booked. */
async function book(w: StaffingWork, slot: Slot, worker: string): Promise<void> {
  const [from, to] = await span(w, slot);
  await holdPerson(w, worker);
  const [found] = await w.staffing.availability(from, to, slot.order, worker);
  if (!found?.active || found.absent) throw workerNotFree(worker);
  if (!(await w.staffing.book(worker, slot.order, quarters(from, to)))) throw workerNotFree(worker);
}
