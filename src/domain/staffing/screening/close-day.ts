import { forEach } from '../../shared/each';
import { dayOf } from '../../shared/time';
import type { Actor, Runner } from '../../shared/work';
import { allow } from '../../users';
import type { StaffingWork } from '../work';
import type { Lane } from './decision';
import { settleLane } from './settle';

/** Settles the cats that were held on days now over, by score, completion and number, while the guard allows (S5). Returns how many were settled. */
export async function closeDay(app: Runner<StaffingWork>, actor: Actor): Promise<number> {
  const lanes = await app.query(actor, (w) => w.staffing.heldLanes(dayOf(w.now, w.zone)));
  let settled = 0;
  await forEach(lanes, async ({ vacancy, lane }) => {
    settled += await app.run(actor, (w) => closeLane(w, vacancy, lane));
    return true;
  });
  return settled;
}

/** Whether anybody waits for the close of a day that is over. */
export async function isCloseDue(w: StaffingWork): Promise<boolean> {
  return (await w.staffing.heldLanes(dayOf(w.now, w.zone))).length > 0;
}

async function closeLane(w: StaffingWork, vacancy: string, lane: Lane): Promise<number> {
  allow(w, 'close-day');
  await w.staffing.lockScreening(vacancy);
  return settleLane(w, vacancy, lane);
}
