import { releaseBooking } from '../staffing';
import { allow } from '../users';
import type { EndReason } from './events';
import { factsOf, owedFor, type OrderView } from './order';
import { wordsOf } from './reasons';
import { takeOrder, viewOrder } from './show-order';
import { expectState, refused } from './transitions';
import type { OrdersWork } from './work';

/** Cancels an order before its start, with a reason; the price is owed all the same, but for an unmatched order (O6, O7). */
export async function cancelOrder(w: OrdersWork, input: { order: string; reason: EndReason; note?: string }): Promise<OrderView> {
  const order = await takeOrder(w, input.order);
  allow(w, 'cancel-order', order.client);
  const note = wordsOf(w, 'cancel-order', input);
  expectState(order, 'cancel-order');
  if (!(await w.orders.end(order.id, order.status, 'cancelled', input.reason))) throw refused(order, 'cancel-order');
  if (note !== null) await w.orders.note(order.id, 'order_cancelled', note);
  await releaseBooking(w, { order: order.id, worker: order.worker });
  const charged = owedFor(order) > 0;
  await w.emit({ type: 'order_cancelled', reason: input.reason, charged, ...factsOf(order) });
  return viewOrder(w, { ...order, status: 'cancelled', endReason: input.reason, endNote: note, endedAt: w.now });
}
