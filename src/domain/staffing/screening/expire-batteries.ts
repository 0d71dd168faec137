import { forEach } from '../../shared/each';
import type { Actor, Runner } from '../../shared/work';
import { allow, holdPerson } from '../../users';
import type { ApplicationStatus } from '../candidate';
import { daysLater } from '../days';
import type { StaffingWork } from '../work';
import { applicationNow } from './find-candidate';

const UNFINISHED: readonly ApplicationStatus[] = ['received', 'contacted', 'testing'];

/** Closes applications whose batteries were not finished in time (S2), and those that nobody attended to until their data were to go (S7), each on its own; tells how many. */
export async function expireBatteries(app: Runner<StaffingWork>, actor: Actor): Promise<number> {
  const due = await app.query(actor, async (w) => {
    allow(w, 'expire-batteries');
    return w.staffing.expired(UNFINISHED, daysLater(w.now, -(await w.staffing.screeningPolicy()).purgeDays));
  });
  return forEach(due, (application) => app.run(actor, (w) => expireBattery(w, application)));
}

async function expireBattery(w: StaffingWork, application: string): Promise<boolean> {
  allow(w, 'expire-batteries');
  const { id } = await applicationNow(w, application);
  await holdPerson(w, id);
  if (!(await w.staffing.moveApplication(application, UNFINISHED, 'expired'))) return false;
  await w.emit({ type: 'application_expired', candidate: id, application });
  return true;
}
