import { startOfMonthAfter } from '../../shared/time';
import { allow } from '../../users';
import { badMonth, monthNotOver, monthNotSettled } from '../errors';
import type { BillingWork } from '../work';
import type { ClosedMonth } from './ledger';

/**
 * Closes a calendar month (`YYYY-MM`, company time): from now on the database refuses entries dated before its end (B11). Closing it again changes
 * nothing. Throws `billing.month_not_over`, `billing.month_not_settled` while its payouts are under way.
 */
export async function closeMonth(w: BillingWork, input: { month: string }): Promise<ClosedMonth> {
  allow(w, 'close-month');
  const { month } = input;
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) throw badMonth(month);
  await w.billing.lock('months');
  const known = (await w.billing.closedMonths()).find((one) => one.month === month);
  if (known) return known;
  const endsAt = startOfMonthAfter(month, w.zone);
  if (endsAt > w.now) throw monthNotOver(month);
  const open = (await w.billing.payouts({ statuses: ['pending', 'unknown'] })).filter((payout) => payout.month <= month);
  if (open.length > 0) throw monthNotSettled(month, open.length);
  await w.billing.addClosedMonth({ month, endsAt, closedBy: w.actor.personId ?? '' });
  await w.emit({ type: 'month_closed', month });
  return { month, closedAt: w.now };
}

/** The closed months in order. */
export async function listClosedMonths(w: BillingWork): Promise<ClosedMonth[]> {
  allow(w, 'show-ledger');
  return w.billing.closedMonths();
}
