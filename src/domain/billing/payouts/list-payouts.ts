import { allow, findPerson, peopleById } from '../../users';
import { payoutNotFound } from '../errors';
import type { BillingWork } from '../work';
import type { Payout, PayoutRecord, PayoutStatus } from './payout';

/** Payouts, oldest first, in some states if they are named, `parkedAccounts: false` without those of parked accounts; a worker sees its own (B10). The worker is named by id or number. */
export async function listPayouts(w: BillingWork, filter: { worker?: string | undefined; statuses?: readonly PayoutStatus[]; parkedAccounts?: false } = {}): Promise<Payout[]> {
  const worker = filter.worker === undefined ? undefined : (await findPerson(w, filter.worker)).id;
  allow(w, 'list-payouts', worker ?? null);
  return withWorkers(w, await w.billing.payouts({ ...filter, worker }));
}

/** One payout, for staff or for its worker (B10). */
export async function showPayout(w: BillingWork, id: string): Promise<Payout> {
  const found = (await w.billing.payouts({ ids: [id] }))[0];
  allow(w, 'list-payouts', found?.worker ?? null);
  if (!found) throw payoutNotFound(id);
  return (await withWorkers(w, [found]))[0] ?? Promise.reject(payoutNotFound(id));
}

/** Payouts with their workers' names. */
export async function withWorkers(w: BillingWork, payouts: readonly PayoutRecord[]): Promise<Payout[]> {
  const people = await peopleById(w, payouts.map((payout) => payout.worker));
  return payouts.map(({ id, worker, month, status, amount, error }) => ({
    id,
    worker: { id: worker, name: people.get(worker)?.name ?? '' },
    month,
    status,
    amount,
    error,
  }));
}
