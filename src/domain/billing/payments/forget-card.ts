import { clientAccount } from '../ledger/ledger';
import type { BillingWork } from '../work';

/** Erases a person's card as the person is erased (U5); a charge under way is then only asked about. Users have authorised it. */
export async function forgetCard(w: BillingWork, event: { person: string }): Promise<void> {
  await w.billing.lockAll([clientAccount(event.person)]);
  await w.billing.forgetCards(event.person);
}
