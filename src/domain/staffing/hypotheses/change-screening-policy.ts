import { allow } from '../../users';
import { badPolicy, badPolicyStart } from '../errors';
import type { StaffingWork } from '../work';
import { POLICY_RANGES, type ScreeningPolicy } from './screening-policy';

/** Changes numbers of screening from an instant on, now unless another is named; earlier decisions keep theirs. */
export async function changeScreeningPolicy(w: StaffingWork, { from, ...changes }: Partial<ScreeningPolicy> & { from?: Date | undefined }): Promise<ScreeningPolicy> {
  allow(w, 'change-screening-policy');
  const begins = from ?? w.now;
  if (begins < w.now) throw badPolicyStart();
  const policy = { ...(await w.staffing.screeningPolicy(begins)), ...changes };
  for (const name of Object.keys(POLICY_RANGES) as (keyof ScreeningPolicy)[]) {
    const { min, max } = POLICY_RANGES[name];
    const value = Number(policy[name]);
    if (!Number.isInteger(value) || value < min || value > max) throw badPolicy(name, min, max);
  }
  if (!(await w.staffing.addScreeningPolicy(begins, policy))) throw badPolicyStart();
  await w.emit({ type: 'screening_policy_changed', from: begins.toISOString(), ...changes });
  return policy;
}
