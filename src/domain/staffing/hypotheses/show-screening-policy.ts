import { allow } from '../../users';
import type { StaffingWork } from '../work';
import type { ScreeningPolicy } from './screening-policy';

/** The numbers of screening that are in force now. */
export async function showScreeningPolicy(w: StaffingWork): Promise<ScreeningPolicy> {
  allow(w, 'show-screening-policy');
  return w.staffing.screeningPolicy();
}

/** The same for those whom some of the numbers concern and who may not see them all: scenes of the chat. */
export function screeningPolicy(w: StaffingWork): Promise<ScreeningPolicy> {
  return w.staffing.screeningPolicy();
}
