import { allow } from '../../users';
import { payoutNotFound } from '../errors';
import { transfers, workerAccount } from '../ledger/ledger';
import type { BillingWork } from '../work';
import { nextStatus, type PayoutRecord, type PayoutStatus, type Settlement } from './payout';

/** Notes what became of a payout: sent, returned to the worker's account, or unknown (B8). News that changes nothing writes nothing, and is answered with false. */
export async function settlePayout(
  w: BillingWork,
  input: { payout: string; news: { outcome: Settlement; reason?: string } },
): Promise<boolean> {
  allow(w, 'settle-payout');
  const seen = await theOne(w, input.payout);
  await w.billing.lockAll([workerAccount(seen.worker)]);
  const payout = await theOne(w, input.payout);
  const status = nextStatus(payout.status, input.news.outcome);
  if (!status) return false;
  await w.billing.setPayout(payout, { status, error: input.news.reason ?? null });
  await book(w, payout, status);
  await tell(w, payout, status);
  return true;
}

async function theOne(w: BillingWork, id: string): Promise<PayoutRecord> {
  const payout = (await w.billing.payouts({ ids: [id] }))[0];
  if (!payout) throw payoutNotFound(id);
  return payout;
}

async function book(w: BillingWork, payout: PayoutRecord, status: PayoutStatus): Promise<void> {
  const { id, worker, amount } = payout;
  if (status === 'failed') await w.billing.post([transfers.payoutReturned(id, worker, amount)]);
  if (status === 'sent' && payout.status === 'failed') await w.billing.post([transfers.payoutResent(id, worker, amount)]);
  if (status === 'sent') await w.billing.post([transfers.payoutSent(id, amount)]);
}

async function tell(w: BillingWork, payout: PayoutRecord, status: PayoutStatus): Promise<void> {
  const facts = { payout: payout.id, worker: payout.worker, month: payout.month, amount_minor: payout.amount };
  if (status === 'sent') await w.emit({ type: 'payout_sent', ...facts });
  if (status === 'failed') await w.emit({ type: 'payout_failed', ...facts });
  if (status === 'unknown') await w.emit({ type: 'payout_unknown', ...facts });
  if (status === 'parked') await w.emit({ type: 'payout_parked', ...facts });
}
