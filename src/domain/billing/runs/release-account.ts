import { allow } from '../../users';
import { accountNotParked } from '../errors';
import type { BillingWork } from '../work';

/** Lets billing go on with an account that a person has looked at; the next run catches up (B12). */
export async function releaseAccount(w: BillingWork, input: { account: string }): Promise<void> {
  allow(w, 'release-account');
  if (!(await w.billing.release(input.account))) throw accountNotParked(input.account);
  await w.emit({ type: 'account_released', account: input.account });
}
