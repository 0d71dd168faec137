import type { StaffingWork } from './work';

/** Takes a deactivated person out of the pool; the same transaction frees its orders (U4). */
export async function deactivateWorker(w: StaffingWork, event: { person: string }): Promise<void> {
  if (await w.staffing.setWorkerStatus(event.person, 'deactivated')) {
    await w.emit({ type: 'worker_deactivated', worker: event.person });
  }
}
