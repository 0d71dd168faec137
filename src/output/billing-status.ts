import type { AppWork } from '../app';
import { listClosedMonths, listInvoices, listParked, listPayouts, nextBilling, type Invoice } from '../domain/billing';
import { listTasks } from '../domain/notifications';
import { peopleById } from '../domain/users';
import { draftsTold } from './billing';
import { amount, iso, parked } from './json';
import { count, counted, money } from './money';
import { exactAndRelative, type Clock } from './time';

/** What billing looks like at the moment. */
export type BillingStatus = Awaited<ReturnType<typeof billingStatus>>;

/** Looks at what is due next, open, under review, under way, closed and parked. */
export async function billingStatus(w: AppWork) {
  const open = await listInvoices(w, { status: 'open' });
  const set = await listParked(w);
  const unpaid = (await listTasks(w)).filter(({ kind }) => kind === 'payment_failed');
  return {
    next: await nextBilling(w),
    open: { count: open.length, amount: open.reduce((sum, invoice) => sum + invoice.open, 0) },
    drafts: await listInvoices(w, { status: 'draft' }),
    charges: { unclear: unpaid.filter(({ data }) => data.why === 'unclear').length, refused: unpaid.filter(({ data }) => data.why === 'refused').length },
    underWay: (await listPayouts(w)).filter(({ status }) => status === 'pending' || status === 'unknown').length,
    closed: (await listClosedMonths(w)).map(({ month }) => month),
    parked: set,
    people: await peopleById(w, set.flatMap(({ account }) => account.split(':').slice(1))),
  };
}

/** The fields of its card. */
export function statusLines({ next, open, drafts, charges, underWay, closed, parked: set }: BillingStatus, clock: Clock): Record<string, string> {
  const issued = firstIssued(drafts);
  return {
    'next invoices': exactAndRelative(next.invoices, clock),
    'next payouts': exactAndRelative(next.payouts, clock),
    drafts: drafts.length === 0 ? 'none' : `${draftsTold(drafts)}${issued ? `, issued from ${exactAndRelative(issued, clock)}` : ''}`,
    'open invoices': open.count === 0 ? 'none' : `${count(open.count)}, ${money(open.amount)}`,
    'card charges': charges.unclear + charges.refused === 0 ? 'none needs a hand' : `${count(charges.refused)} refused for good, ${count(charges.unclear)} unclear`,
    'payouts under way': underWay === 0 ? 'none' : count(underWay),
    'closed months': closed.length === 0 ? 'none' : `up to ${closed.at(-1)}`,
    parked: set.length === 0 ? 'nobody' : counted(set.length, 'account'),
  };
}

/** When the first of some drafts is issued by itself. */
const firstIssued = (drafts: readonly Invoice[]): Date | undefined =>
  drafts.flatMap(({ reviewUntil }) => (reviewUntil ? [reviewUntil] : [])).sort((one, other) => one.getTime() - other.getTime())[0];

/** What to do next about it, but for what is parked. */
export function statusNext({ drafts, charges }: BillingStatus): string {
  if (charges.unclear + charges.refused > 0) return 'mcf tasks list';
  return drafts.length > 0 ? 'mcf invoices list --status draft' : 'mcf billing run --dry-run';
}

/** The same in JSON. */
export const statusJson = ({ next, open, drafts, charges, underWay, closed, parked: set }: BillingStatus) => {
  const issued = firstIssued(drafts);
  return {
    next: { invoices: iso(next.invoices), payouts: iso(next.payouts) },
    open: { count: open.count, amount: amount(open.amount) },
    drafts: { count: drafts.length, amount: amount(drafts.reduce((sum, draft) => sum + draft.total, 0)), issued_from: issued ? iso(issued) : null },
    collections: charges,
    payouts_under_way: underWay,
    closed_months: closed,
    parked: set.map(parked),
  };
};
