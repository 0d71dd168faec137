import { allow } from '../../users';
import type { BillingWork } from '../work';
import type { Parked } from './parked';

/** Sets a broken account aside with a readable reason, so that the others go on (B12). Parking it again changes nothing. */
export async function parkAccount(w: BillingWork, input: Parked): Promise<void> {
  allow(w, 'park-account');
  if (await w.billing.park(input)) await w.emit({ type: 'account_parked', account: input.account });
}

/** The parked accounts, with their reasons. */
export async function listParked(w: BillingWork): Promise<Parked[]> {
  allow(w, 'plan-billing');
  return w.billing.parked();
}
