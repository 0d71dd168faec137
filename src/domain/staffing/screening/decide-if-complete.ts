import type { StaffingWork } from '../work';
import { isComplete } from './battery';
import { itemsOf } from './battery-items';
import { decideApplication } from './decide';
import type { Decision } from './decision';

/** Lets the hypothesis in force decide once nothing of a battery is missing (S5); null while something is, or where none is in force. */
export async function decideIfComplete(w: StaffingWork, application: string): Promise<Decision | null> {
  const items = await itemsOf(w, application, await w.staffing.battery(application));
  return isComplete(items) ? decideApplication(w, application) : null;
}
