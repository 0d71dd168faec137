import type { MonthEnd } from '../../shared/time';
import type { Tariff } from '../pricing/tariff';
import type { BillingWork } from '../work';
import { cutOffs, lastPayDay, payDays } from './calendar';

/** A weekly cut-off or a month's end for which something may be due. */
export type DueDate = { kind: 'cut-off'; at: Date } | ({ kind: 'pay day' } & MonthEnd);

/** The cut-offs and month's ends up to an instant, in the order of time; at the same instant invoices come first (B5). */
export async function dueDates(w: BillingWork, tariffs: readonly Tariff[], asOf: Date): Promise<DueDate[]> {
  const oldestCharge = await w.billing.oldestUninvoiced();
  const payDay = lastPayDay(tariffs, w.zone, asOf);
  const unsettledSince = payDay && (await w.billing.unsettledSince(payDay.at));
  const weeks = oldestCharge ? cutOffs(tariffs, w.zone, oldestCharge, asOf) : [];
  const months = unsettledSince ? payDays(tariffs, w.zone, unsettledSince, asOf) : [];
  const dates: DueDate[] = [...weeks.map((at) => ({ kind: 'cut-off' as const, at })), ...months.map((end) => ({ kind: 'pay day' as const, ...end }))];
  return dates.sort((one, other) => one.at.getTime() - other.at.getTime() || (one.kind === 'cut-off' ? -1 : 1));
}
