import { quarters } from '../shared/time';
import { allow, holdPerson } from '../users';
import { workerNotActive, workerNotFree } from './errors';
import { span, type Slot } from './matching/slot';
import type { StaffingWork } from './work';

/** Books an order's own worker for another time instead of the one it had (O9, M4); throws `staffing.worker_not_free` before anything is changed. */
export async function rebookWorker(w: StaffingWork, slot: Slot, worker: string): Promise<void> {
  allow(w, 'book-worker', slot.client);
  const [from, to] = await span(w, slot);
  await holdPerson(w, worker);
  if ((await w.staffing.worker(worker))?.status !== 'active') throw workerNotActive(worker);
  const away = (await w.staffing.absences({ worker, endingAfter: from })).some((absence) => absence.from < to);
  const others = (await w.staffing.bookedOrders(worker, from, to)).filter((order) => order !== slot.order);
  if (away || others.length > 0) throw workerNotFree(worker);
  await w.staffing.unbook(slot.order);
  if (!(await w.staffing.book(worker, slot.order, quarters(from, to)))) throw workerNotFree(worker);
}
