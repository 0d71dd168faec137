import { releaseBooking } from '../staffing';
import { allow } from '../users';
import { keepEvidence } from './keep-evidence';
import { factsOf, type OrderView } from './order';
import type { Photo } from './photo';
import { takeOrder, viewOrder } from './show-order';
import { reasonOf } from './start-order';
import { expectState, refused } from './transitions';
import type { OrdersWork } from './work';

/** The work is done, shown by a photo of the acceptance form (O4); the charge accrues with it (B4). */
export async function completeOrder(w: OrdersWork, input: { order: string; photo: Photo; takenAt?: Date; reason?: string }): Promise<OrderView> {
  const order = await takeOrder(w, input.order);
  allow(w, 'complete-order', order.worker);
  const note = reasonOf(w, order.worker, input.reason);
  expectState(order, 'complete-order');
  if (!(await w.orders.end(order.id, order.status, 'completed', null))) throw refused(order, 'complete-order');
  if (note !== null) await w.orders.note(order.id, 'order_completed', note);
  await releaseBooking(w, { order: order.id, worker: order.worker, from: w.now });
  await w.emit({ type: 'order_completed', ...factsOf(order) });
  await keepEvidence(w, order, 'completed', input);
  return viewOrder(w, { ...order, status: 'completed', endedAt: w.now });
}
