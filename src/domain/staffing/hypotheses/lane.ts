import { catNumber } from '../../shared/ids';
import { WHOLE_BP } from '../basis-points';
import type { Lane } from '../screening/decision';
import { assignmentBucket } from '../statistics/assignment';
import type { StaffingWork } from '../work';

/**
 * Deals a candidate to a lane and the version that it keeps (S5), null where none is in force: through the running trials one after the
 * other, into the first whose share it falls in, else to the version in force. The same candidate falls the same way again.
 */
export async function laneFor(
  w: StaffingWork,
  { application, number, vacancy }: { application: string; number: number; vacancy: string },
): Promise<{ lane: Lane; hypothesis: string | null }> {
  const champion = (await w.staffing.champion(vacancy)) ?? null;
  for (const trial of (await w.staffing.trials({ running: true })).reverse()) {
    // Where another version is in force than the trial compares with, its candidates would be no comparison.
    if (trial.champion !== champion || !trial.vacancies.some((one) => one === vacancy || one === '*')) continue;
    const bucket = assignmentBucket(trial.salt, catNumber(number));
    const arm = bucket < trial.shareBp / WHOLE_BP ? 'B' : 'A';
    await w.staffing.assign({ trial: trial.id, application, arm, bucket });
    if (arm === 'B') return { lane: `trial:${trial.id}`, hypothesis: trial.hash };
  }
  return { lane: 'champion', hypothesis: champion };
}
