import { allow } from '../../users';
import type { StaffingWork } from '../work';
import type { Battery } from './battery';
import { itemsOf, plannedFor } from './battery-items';
import { findCandidate } from './find-candidate';

/** A candidate's battery with its results; before it is given out, what it would be now. */
export async function showBattery(w: StaffingWork, reference: string): Promise<Battery> {
  allow(w, 'show-battery');
  const candidate = await findCandidate(w, reference);
  // Being dealt to a trial is noted, and a look notes nothing: until then the version in force is what is to be expected.
  const expected = async () => plannedFor(w, candidate, (await w.staffing.champion(candidate.vacancy)) ?? null);
  const planned = candidate.assignedAt === null ? await expected() : await w.staffing.battery(candidate.application);
  return { candidate, items: await itemsOf(w, candidate.application, planned), expiresAt: candidate.expiresAt };
}
