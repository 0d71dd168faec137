import type { StaffingWork } from './work';

/** Takes a deactivated person out of the pool; the same transaction frees its orders (U4). */
export async function deactivateWorker(w: StaffingWork, event: { person: string }): Promise<void> {
  if (await w.staffing.setWorkerStatus(event.person, 'deactivated')) {
    await w.emit({ type: 'worker_deactivated', worker: event.person });
  }
}

/** Takes whoever got the account back into the pool again; orders may have waited for it (U4). */
export async function returnWorker(w: StaffingWork, event: { person: string }): Promise<void> {
  if (!(await w.staffing.setWorkerStatus(event.person, 'active'))) return;
  await w.emit({ type: 'worker_returned', worker: event.person });
  await w.emit({ type: 'worker_available', worker: event.person });
}
