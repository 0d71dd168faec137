import { FIRST_PIPELINE } from './matching/engine/match';
import type { StaffingWork } from './work';

/** Stores the matching pipeline and the minutes of travel that a new company begins with (M1, M4). */
export async function beginStaffing(w: StaffingWork): Promise<void> {
  await w.staffing.begin({ travel_minutes: 30 }, FIRST_PIPELINE);
}
