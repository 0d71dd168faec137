import type { Actor, Runner } from '../../shared/work';
import { allow } from '../../users';
import type { StaffingWork } from '../work';

/** Settles the outcomes whose window has closed without a review: completed orders count as success (Q3). Tells how many. */
export function matureOutcomes(app: Runner<StaffingWork>, actor: Actor): Promise<number> {
  return app.run(actor, async (w) => {
    allow(w, 'mature-outcomes');
    return w.staffing.matureOutcomes();
  });
}

/** Whether any outcome's window has closed without an answer. */
export function outcomesDue(w: StaffingWork): Promise<boolean> {
  return w.staffing.outcomesDue();
}
