import { share, type Minor } from '../../shared/money';
import { nextPayDay } from '../runs/calendar';
import type { BillingWork } from '../work';
import { tariffOf } from './tariff';

/** What a job brings its worker, what failing it costs, and when it is paid out (B8): for the job's card. */
export async function workerTerms(
  w: BillingWork,
  order: { price: Minor; tariff: number },
): Promise<{ earning: Minor; fine: Minor; payday: Date }> {
  const tariffs = await w.billing.tariffs();
  const tariff = tariffOf(tariffs, order.tariff);
  return { earning: share(order.price, tariff.workerShareBp), fine: tariff.fine, payday: nextPayDay(tariffs, w.zone, w.now).at };
}
