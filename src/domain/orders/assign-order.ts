import { fixPrice } from '../billing';
import { bookByHand, releaseBooking } from '../staffing';
import { allow, findPerson, requiredText } from '../users';
import { sameWorker, wrongState } from './errors';
import { factsOf, type Order, type OrderView } from './order';
import { takeOrder, viewOrder } from './show-order';
import type { OrdersWork } from './work';

/** Gives an order another worker, or its first, by hand and with a reason; a fixed price stays (M4). */
export async function assignOrder(w: OrdersWork, input: { order: string; worker: string; reason: string }): Promise<OrderView> {
  allow(w, 'assign-order');
  const note = requiredText('reason', input.reason, 500);
  const order = await takeOrder(w, input.order);
  if (order.status !== 'assigned' && order.status !== 'unmatched') throw wrongState(order.id, order.number, order.status, 'assigned');
  const worker = await findPerson(w, input.worker);
  if (worker.id === order.worker) throw sameWorker(order.id, order.number);
  const price = order.price ?? (await fixPrice(w, { order: order.id, client: order.client, service: order.service.id, worker: worker.id }));
  await releaseBooking(w, { order: order.id, worker: order.worker });
  await bookByHand(w, { order: order.id, client: order.client, at: order.at, endsAt: order.endsAt }, worker);
  if (!(await w.orders.assign(order, worker.id, price))) throw wrongState(order.id, order.number, order.status, 'assigned');
  await w.orders.note(order.id, 'order_assigned', note);
  const assigned: Order = { ...order, worker: worker.id, status: 'assigned', price };
  await w.emit({ type: 'order_assigned', previous_worker: order.worker, by_hand: true, waited: order.worker === null, ...factsOf(assigned) });
  return viewOrder(w, assigned);
}
