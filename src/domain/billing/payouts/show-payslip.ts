import type { Minor } from '../../shared/money';
import { allow } from '../../users';
import { payoutNotFound } from '../errors';
import { sumOf } from '../ledger/statement';
import type { BillingWork } from '../work';
import { countedEntries } from './counted-entries';
import { withWorkers } from './list-payouts';
import type { Payout } from './payout';

/** A payout and what it is made of: earned − fines + bonuses + corrections + carried = the payout's amount. */
export interface Payslip {
  payout: Payout;
  /** How many orders were completed in the month. */
  jobs: number;
  earned: Minor;
  fines: Minor;
  bonuses: Minor;
  corrections: Minor;
  /** What earlier months left over: carried forward, returned by Gold Hat, or booked late. */
  carried: Minor;
}

/** What a worker's payout is made of, for staff or for the worker (B10). */
export async function showPayslip(w: BillingWork, id: string): Promise<Payslip> {
  const found = (await w.billing.payouts({ ids: [id] }))[0];
  allow(w, 'list-payouts', found?.worker ?? null);
  const [payout] = found ? await withWorkers(w, [found]) : [];
  if (!found || !payout) throw payoutNotFound(id);
  const { inTime: entries } = await countedEntries(w, found);
  const [earned, fines, bonuses, corrections] = [sumOf(entries, 'earning'), 0 - sumOf(entries, 'fine'), sumOf(entries, 'bonus'), sumOf(entries, 'correction')];
  const jobs = entries.filter((entry) => entry.kind === 'earning').length;
  return { payout, jobs, earned, fines, bonuses, corrections, carried: found.amount - (earned - fines + bonuses + corrections) };
}
