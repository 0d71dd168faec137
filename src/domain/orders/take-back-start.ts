import { allow, holdPerson, requiredText } from '../users';
import { factsOf, type Order, type OrderView } from './order';
import { MAX_REASON } from './reasons';
import { releaseOrder } from './release-person';
import { takeOrder, viewOrder } from './show-order';
import { expectState, refused } from './transitions';
import type { OrdersWork } from './work';

/**
 * Takes back a start that was noted by mistake, with a reason, while the order is not over. Its photo stays until the order is started again, and its worker
 * is awaited anew: from the agreed time, or from now where that has passed (O5). Where that worker was deactivated since, another one is sought (U4).
 */
export async function takeBackStart(w: OrdersWork, input: { order: string; reason: string }): Promise<OrderView> {
  const order = await takeOrder(w, input.order);
  allow(w, 'take-back-start');
  const note = requiredText('reason', input.reason, MAX_REASON);
  expectState(order, 'take-back-start');
  // From here on its worker stays what it is: whoever is deactivated later gives up the order as an assigned one.
  const worker = order.worker === null ? null : await holdPerson(w, order.worker);
  if (!(await w.orders.takeBackStart(order))) throw refused(order, 'take-back-start');
  await w.orders.note(order.id, 'order_start_taken_back', note);
  await w.emit({ type: 'order_start_taken_back', ...factsOf(order) });
  const taken: Order = { ...order, status: 'assigned', startedAt: null, assignedAt: order.at < w.now ? w.now : order.assignedAt };
  return viewOrder(w, worker?.status === 'active' ? taken : await releaseOrder(w, taken));
}
