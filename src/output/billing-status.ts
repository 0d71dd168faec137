import type { AppWork } from '../app';
import { listClosedMonths, listInvoices, listParked, listPayouts, nextBilling, planBilling, type BillingPlan, type Invoice } from '../domain/billing';
import { listTasks } from '../domain/notifications';
import { peopleById } from '../domain/users';
import { accountName, draftsTold, invoicesTold, payoutsTold } from './billing';
import { amount, iso } from './json-values';
import { count, counted, money } from './money';
import { parked } from './money-json';
import { exactAndRelative, type Clock } from './time';

/** What billing looks like at the moment. */
export type BillingStatus = Awaited<ReturnType<typeof billingStatus>>;

/** Looks at what is due now and next, open, under review, under way, closed and parked. */
export async function billingStatus(w: AppWork) {
  const open = await listInvoices(w, { status: 'open' });
  const set = await listParked(w);
  const drafts = await listInvoices(w, { status: 'draft' });
  const unpaid = (await listTasks(w)).filter(({ kind }) => kind === 'payment_failed');
  return {
    due: dueNow(await planBilling(w, w.now), drafts),
    next: await nextBilling(w),
    open: { count: open.length, amount: open.reduce((sum, invoice) => sum + invoice.open, 0) },
    drafts,
    charges: { unclear: unpaid.filter(({ data }) => data.why === 'unclear').length, refused: unpaid.filter(({ data }) => data.why === 'refused').length },
    underWay: (await listPayouts(w, { statuses: ['pending', 'unknown'] })).length,
    closed: (await listClosedMonths(w)).map(({ month }) => month),
    parked: set,
    people: await peopleById(w, set.flatMap(({ account }) => account.split(':').slice(1))),
  };
}

/** What a run would make that nobody has begun, and since when the first of it is due; null where there is nothing. */
function dueNow({ invoices, payouts: all }: BillingPlan, drafts: readonly Invoice[]) {
  const payouts = all.filter(({ payout }) => payout === null);
  const reviewed = new Map(drafts.map(({ id, reviewUntil }) => [id, reviewUntil]));
  const since = [...invoices.map(({ draft, cutOff }) => (draft === null ? cutOff : (reviewed.get(draft) ?? cutOff))), ...payouts.map(({ dueAt }) => dueAt)];
  const first = since.reduce<Date | null>((one, other) => (one === null || other < one ? other : one), null);
  return first === null ? null : { invoices, payouts, since: first };
}

/** What is due now: `1 invoice, 200.00; 3 payouts, 250.00; since Sun 28 Feb 20:00, 2 days ago`. */
function dueTold({ invoices, payouts, since }: NonNullable<BillingStatus['due']>, clock: Clock): string {
  const carried = payouts.filter(({ amount }) => amount <= 0).length;
  const parts = [
    ...(invoices.length > 0 ? [invoicesTold(invoices)] : []),
    ...(payouts.length > carried ? [payoutsTold(payouts)] : []),
    ...(carried > 0 ? [`${count(carried)} to carry forward`] : []),
  ];
  return `${parts.join('; ')}; since ${exactAndRelative(since, clock)}`;
}

/** The fields of its card. */
export function statusLines({ due, next, open, drafts, charges, underWay, closed, parked: set }: BillingStatus, clock: Clock): Record<string, string> {
  const issued = firstIssued(drafts);
  return {
    ...(due === null ? {} : { 'due now': dueTold(due, clock) }),
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

/** What to do next about it: what is due before what is parked. */
export function statusNext({ due, parked: [first], people, drafts, charges }: BillingStatus): string {
  if (due !== null) return 'mcf billing run';
  if (first) return `mcf billing release ${accountName(first.account, people)}`;
  if (charges.unclear + charges.refused > 0) return 'mcf tasks list';
  return drafts.length > 0 ? 'mcf invoices list --status draft' : 'mcf billing run --dry-run';
}

/** The same in JSON. */
export const statusJson = ({ due, next, open, drafts, charges, underWay, closed, parked: set }: BillingStatus) => {
  const issued = firstIssued(drafts);
  return {
    next: { invoices: iso(next.invoices), payouts: iso(next.payouts) },
    open: { count: open.count, amount: amount(open.amount) },
    drafts: { count: drafts.length, amount: amount(drafts.reduce((sum, draft) => sum + draft.total, 0)), issued_from: issued ? iso(issued) : null },
    collections: charges,
    payouts_under_way: underWay,
    closed_months: closed,
    parked: set.map(parked),
    due: dueJson(due),
  };
};

const dueJson = (due: BillingStatus['due']) => ({
  invoices: sumOf(due?.invoices.map(({ total }) => total) ?? []),
  payouts: sumOf(due?.payouts.map((payout) => payout.amount).filter((sum) => sum > 0) ?? []),
  carried_forward: due?.payouts.filter((payout) => payout.amount <= 0).length ?? 0,
  since: due && iso(due.since),
});

const sumOf = (amounts: readonly number[]) => ({ count: amounts.length, amount: amount(amounts.reduce((sum, one) => sum + one, 0)) });
