import type { AppWork } from '../app';
import { listPayouts, showPayout, type Payout, type Payslip, type PayoutStatus } from '../domain/billing';
import { DomainError } from '../domain/shared/errors';
import { isId } from '../domain/shared/ids';
import { peopleById } from '../domain/users';
import { payoutRows, type PayoutRow } from './billing';
import { counted, money } from './money';

/** Payouts of one worker, or all, with the numbers by which they are named. */
export async function payoutsWith(w: AppWork, worker: string | undefined): Promise<PayoutRow[]> {
  return rowsOf(w, await listPayouts(w, { worker }));
}

/** A payout by its id or by `C-000311/2026-10`. */
export async function payoutBy(w: AppWork, reference: string): Promise<PayoutRow> {
  const [cat = '', month] = reference.trim().split('/');
  const found = isId(reference) ? [await showPayout(w, reference.toLowerCase())] : (await listPayouts(w, { worker: cat })).filter((payout) => payout.month === month);
  const row = (await rowsOf(w, found))[0];
  if (!row) throw new DomainError('billing.payout_not_found', 'not_found', { payout: reference });
  return row;
}

/** The fields of a payout's card: what it is made of, and what became of it. */
export function payslipFields({ worker, cat, amount, error }: PayoutRow, slip: Payslip): Record<string, string | null> {
  const unlessNone = (part: number) => (part === 0 ? null : money(part));
  return {
    worker: `${worker.name} ${cat}`,
    earned: `${money(slip.earned)}, ${counted(slip.jobs, 'order')}`,
    fined: unlessNone(0 - slip.fines),
    bonuses: unlessNone(slip.bonuses),
    corrections: unlessNone(slip.corrections),
    'from before': unlessNone(slip.carried),
    amount: money(amount),
    why: error,
  };
}

/** Reconciled payouts with what they were before. */
export async function reconciledRows(w: AppWork, changed: readonly { payout: Payout; was: PayoutStatus }[]): Promise<PayoutRow[]> {
  const was = new Map(changed.map((one) => [one.payout.id, one.was]));
  const rows = await rowsOf(w, changed.map(({ payout }) => payout));
  return rows.map((row) => ({ ...row, was: was.get(row.id) ?? row.status }));
}

async function rowsOf(w: AppWork, payouts: readonly Payout[]): Promise<PayoutRow[]> {
  return payoutRows(payouts, await peopleById(w, payouts.map((payout) => payout.worker.id)));
}
