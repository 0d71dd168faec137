import { forEach } from '../../shared/each';
import type { Actor, Runner } from '../../shared/work';
import { allow } from '../../users';
import { decideApplication } from '../screening/decide';
import type { StaffingWork } from '../work';

/** Decides on everybody whose battery is complete and who was waiting for a version: after an adoption or a rollback. Tells how many were decided on. */
export async function decideWaiting(app: Runner<StaffingWork>, actor: Actor): Promise<number> {
  const waiting = await app.query(actor, async (w) => {
    allow(w, 'decide-waiting');
    return w.staffing.waitingComplete();
  });
  return forEach(waiting, (application) => app.run(actor, async (w) => (await decideApplication(w, application)) !== null));
}
