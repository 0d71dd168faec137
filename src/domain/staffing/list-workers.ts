import { allow, findPerson } from '../users';
import type { Worker } from './candidate';
import { workerNotFound } from './errors';
import type { StaffingWork } from './work';

/** The pool: active workers first, by number. */
export async function listWorkers(w: StaffingWork): Promise<Worker[]> {
  allow(w, 'list-workers');
  return w.staffing.workers();
}

/** One worker by id or number. */
export async function showWorker(w: StaffingWork, reference: string): Promise<Worker> {
  allow(w, 'list-workers');
  const worker = await w.staffing.worker((await findPerson(w, reference)).id);
  if (!worker) throw workerNotFound(reference);
  return worker;
}
