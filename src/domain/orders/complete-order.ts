import { allow } from '../users';
import { wrongState } from './errors';
import { factsOf, type OrderView } from './order';
import { photoHash, type Photo } from './photo';
import { takeOrder, viewOrder } from './show-order';
import { reasonOf } from './start-order';
import type { OrdersWork } from './work';

/** The work is done, shown by a photo of the acceptance form (O4); the charge accrues with it (B4). */
export async function completeOrder(w: OrdersWork, input: { order: string; photo: Photo; reason?: string }): Promise<OrderView> {
  const order = await takeOrder(w, input.order);
  allow(w, 'complete-order', order.worker);
  const note = reasonOf(w, order.worker, input.reason);
  if (!(await w.orders.end(order.id, 'started', 'completed', null))) {
    throw wrongState(order.id, order.number, order.status, 'started');
  }
  await w.orders.keepPhoto(order.id, 'completed', photoHash(input.photo), input.photo);
  if (note !== null) await w.orders.note(order.id, 'order_completed', note);
  await w.emit({ type: 'order_completed', ...factsOf(order) });
  return viewOrder(w, { ...order, status: 'completed', endedAt: w.now });
}
