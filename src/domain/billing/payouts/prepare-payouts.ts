import { allow } from '../../users';
import type { BillingEvent } from '../events';
import { transfers, workerAccount } from '../ledger/ledger';
import type { BillingWork } from '../work';
import { transferKey, type PayoutRecord } from './payout';

/**
 * Closes a month for some workers (B8): the intent to pay what is due, in the ledger before anything is sent, or a negative balance carried
 * forward. Leaves out whom nothing is due to or whose month is closed already, so it may be repeated at will.
 */
export async function preparePayouts(w: BillingWork, input: { workers: readonly string[]; month: string; dueAt: Date }): Promise<PayoutRecord[]> {
  allow(w, 'prepare-payout');
  const { workers, month, dueAt } = input;
  await w.billing.lockAll(workers.map(workerAccount));
  const due = await w.billing.balancesToPay(workers, month, dueAt);
  const payouts = [...due].map(([worker, amount]): PayoutRecord => ({
    id: w.newId(),
    worker,
    month,
    dueAt,
    status: amount > 0 ? 'pending' : 'carried_forward',
    amount,
    transferKey: amount > 0 ? transferKey(worker, month) : null,
    createdAt: w.now,
    paidAt: null,
    error: null,
  }));
  await w.billing.addPayouts(payouts);
  await w.billing.post(payouts.filter(({ amount }) => amount > 0).map(({ id, worker, amount }) => transfers.payout(id, worker, amount)));
  await w.emitAll(payouts.map(begun));
  return payouts;
}

const begun = ({ id, worker, month, dueAt, amount }: PayoutRecord): BillingEvent => ({
  type: amount > 0 ? 'payout_begun' : 'payout_carried_forward',
  payout: id,
  worker,
  month,
  due_at: dueAt.toISOString(),
  amount_minor: amount,
});
