import { changeRolesOf } from '../../users';
import type { ApplicationStatus, Candidate } from '../candidate';
import { alreadyDecided } from '../errors';
import type { StaffingWork } from '../work';

/** A strength or weakness that screening found. */
export interface Characteristic {
  kind: 'strength' | 'weakness';
  id: string;
}

/** Acts on a decision: the cat joins the pool with its characteristics, or is told no (S5). Throws `staffing.already_decided` where somebody was faster. */
export async function conclude(
  w: StaffingWork,
  cat: Candidate,
  accept: boolean,
  { from, overridden, characteristics }: { from: readonly ApplicationStatus[]; overridden: boolean; characteristics: readonly Characteristic[] },
): Promise<void> {
  const status = accept ? 'accepted' : 'rejected';
  if (!(await w.staffing.moveApplication(cat.application, from, status))) throw alreadyDecided(cat.id, status);
  const decided = { candidate: cat.id, application: cat.application, overridden };
  if (!accept) return w.emit({ type: 'candidate_rejected', ...decided });
  await w.staffing.addWorker(cat.id, cat.application);
  for (const { kind, id } of characteristics) await w.staffing.addCharacteristic(cat.id, kind, id);
  await changeRolesOf(w, cat.id, { add: ['worker'], remove: ['candidate'] });
  await w.emit({ type: 'candidate_accepted', ...decided });
  await w.emit({ type: 'worker_available', worker: cat.id });
}
