import { allow } from '../users';
import { alreadyReported } from './errors';
import type { CannotComeReason } from './events';
import { factsOf, type OrderView } from './order';
import { wordsOf } from './reasons';
import { takeOrder, viewOrder } from './show-order';
import { expectState } from './transitions';
import type { OrdersWork } from './work';

/** A worker says before the start that it cannot come, once; the order stays its own until a manager reassigns it (M4). */
export async function reportCannotCome(w: OrdersWork, input: { order: string; reason: CannotComeReason; note?: string }): Promise<OrderView> {
  const order = await takeOrder(w, input.order);
  allow(w, 'report-cannot-come', order.worker);
  const note = wordsOf(w, 'report-cannot-come', input);
  expectState(order, 'report-cannot-come');
  if (!(await w.orders.markCannotCome(order, input.reason))) throw alreadyReported(order.id, order.number);
  if (note !== null) await w.orders.note(order.id, 'worker_cannot_come', note);
  await w.emit({ type: 'worker_cannot_come', reason: input.reason, ...factsOf(order) });
  return viewOrder(w, { ...order, cannotCome: input.reason });
}
