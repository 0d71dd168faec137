import { allow } from '../../users';
import { transfers, workerAccount } from '../ledger/ledger';
import type { BillingWork } from '../work';
import { transferKey, type PayoutRecord } from './payout';

/**
 * Closes a worker's month (B8): the intent to pay what is due, in the ledger before anything is sent, or a negative balance carried forward.
 * Undefined where nothing is due or the month is closed already, so it may be repeated at will.
 */
export async function preparePayout(
  w: BillingWork,
  input: { worker: string; month: string; dueAt: Date },
): Promise<PayoutRecord | undefined> {
  allow(w, 'prepare-payout');
  const { worker, month, dueAt } = input;
  await w.billing.lock(workerAccount(worker));
  if (await w.billing.isMonthClosed(worker, month)) return undefined;
  const amount = await w.billing.unsettledBalance(worker, dueAt);
  if (amount === 0) return undefined;
  const payout: PayoutRecord = {
    id: w.newId(),
    worker,
    month,
    dueAt,
    status: amount > 0 ? 'pending' : 'carried_forward',
    amount,
    transferKey: amount > 0 ? transferKey(worker, month) : null,
    createdAt: w.now,
    error: null,
  };
  if (!(await w.billing.addPayout(payout))) return undefined;
  if (amount > 0) await w.billing.post(transfers.payout(payout.id, worker, amount));
  else await w.emit({ type: 'payout_carried_forward', payout: payout.id, worker, month, amount_minor: amount });
  return payout;
}
