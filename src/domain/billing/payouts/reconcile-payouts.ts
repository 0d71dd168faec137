import type { Actor } from '../../shared/work';
import { allow } from '../../users';
import type { BillingApp } from '../work';
import { withWorkers } from './list-payouts';
import type { Payout, PayoutStatus } from './payout';
import { sendPayout } from './send-payout';

/** Asks Gold Hat about every payout whose fate is open, and tells what each was before and is now (B8). */
export async function reconcilePayouts(app: BillingApp, actor: Actor): Promise<{ payout: Payout; was: PayoutStatus }[]> {
  const open = await app.query(actor, (w) => {
    allow(w, 'settle-payout');
    return w.billing.payouts({ statuses: ['pending', 'unknown', 'parked'], parkedAccounts: false });
  });
  for (const payout of open) await sendPayout(app, actor, payout.id);
  const was = new Map(open.map((payout) => [payout.id, payout.status]));
  const now = await app.query(actor, async (w) => withWorkers(w, await w.billing.payouts({ ids: [...was.keys()] })));
  return now.map((payout) => ({ payout, was: was.get(payout.id) ?? payout.status }));
}
