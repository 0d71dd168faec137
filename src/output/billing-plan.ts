import type { BillingPlan, Parked, PlannedInvoice, PlannedPayout } from '../domain/billing';
import { accountName, invoicesTold, payoutsTold } from './billing';
import { money } from './money';
import type { Column } from './table';
import { exact, type Clock } from './time';
import type { People } from './work';

/** What a run would do, in one sentence; where there is nothing, when it will be due. */
export function planTold(plan: BillingPlan, next: { invoices: Date; payouts: Date }, clock: Clock): string {
  const invoices = plan.invoices.length > 0 ? `Would issue ${invoicesTold(plan.invoices)}` : `No invoices before ${exact(next.invoices, clock)}`;
  const payouts = plan.payouts.length > 0 ? `would make ${payoutsTold(plan.payouts)}` : `no payouts before ${exact(next.payouts, clock)}`;
  return `${invoices}; ${payouts}.`;
}

/** Invoices and payouts that are due, in one table. */
export const plannedColumns: Column<PlannedInvoice | PlannedPayout>[] = [
  { head: 'WHO', of: (row) => ('client' in row ? row.client.name : row.worker.name), cuttable: true },
  { head: 'WHAT', of: (row) => ('client' in row ? `invoice, ${row.lines.length} charges` : `payout ${row.month}${row.amount > 0 ? '' : ', carried forward'}`) },
  { head: 'AMOUNT', of: (row) => money('client' in row ? row.total : row.amount), right: true },
];

/** Who is left out, and why. */
export const tellParked = (parked: readonly Parked[], people: People): string[] =>
  parked.map(({ account, reason }) => `parked: ${accountName(account, people)}, ${reason}`);
