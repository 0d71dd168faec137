import type { AppWork } from '../app';
import { listInvoices, listParked, listPayouts, nextBilling } from '../domain/billing';
import { peopleById } from '../domain/users';
import { amount, iso, parked } from './json';
import { counted, money } from './money';
import { exactAndRelative, type Clock } from './time';

/** What billing looks like at the moment. */
export type BillingStatus = Awaited<ReturnType<typeof billingStatus>>;

/** Looks at what is due next, open, under way and parked. */
export async function billingStatus(w: AppWork) {
  const open = await listInvoices(w, { status: 'open' });
  const set = await listParked(w);
  return {
    next: await nextBilling(w),
    open: { count: open.length, amount: open.reduce((sum, invoice) => sum + invoice.open, 0) },
    underWay: (await listPayouts(w)).filter(({ status }) => status === 'pending' || status === 'unknown').length,
    parked: set,
    people: await peopleById(w, set.flatMap(({ account }) => account.split(':').slice(1))),
  };
}

/** The fields of its card. */
export function statusLines({ next, open, underWay, parked: set }: BillingStatus, clock: Clock): Record<string, string> {
  return {
    'next invoices': exactAndRelative(next.invoices, clock),
    'next payouts': exactAndRelative(next.payouts, clock),
    'open invoices': open.count === 0 ? 'none' : `${open.count}, ${money(open.amount)}`,
    'payouts under way': underWay === 0 ? 'none' : String(underWay),
    parked: set.length === 0 ? 'nobody' : counted(set.length, 'account'),
  };
}

/** The same in JSON. */
export const statusJson = ({ next, open, underWay, parked: set }: BillingStatus) => ({
  next: { invoices: iso(next.invoices), payouts: iso(next.payouts) },
  open: { count: open.count, amount: amount(open.amount) },
  payouts_under_way: underWay,
  parked: set.map(parked),
});
