import { mayStart } from '../consumables';
import { allow, requiredText } from '../users';
import { suppliesNotIssued, wrongState } from './errors';
import { factsOf, type OrderView } from './order';
import { photoHash, type Photo } from './photo';
import { takeOrder, viewOrder } from './show-order';
import type { OrdersWork } from './work';

/** The worker is at the place, shown by a photo (O3, O4); staff say so on its behalf with a reason. `takenAt` is the photo's own date (O5). */
export async function startOrder(
  w: OrdersWork,
  input: { order: string; photo: Photo; takenAt?: Date; reason?: string },
): Promise<OrderView> {
  const order = await takeOrder(w, input.order);
  allow(w, 'start-order', order.worker);
  const note = reasonOf(w, order.worker, input.reason);
  if (order.status !== 'assigned') throw wrongState(order.id, order.number, order.status, 'assigned');
  if (!(await mayStart(w, order.id))) throw suppliesNotIssued(order.id, order.number);
  const startedAt = input.takenAt && input.takenAt < w.now ? input.takenAt : w.now;
  if (!(await w.orders.start(order.id, startedAt))) throw wrongState(order.id, order.number, order.status, 'assigned');
  await w.orders.keepPhoto(order.id, 'started', photoHash(input.photo), input.photo);
  if (note !== null) await w.orders.note(order.id, 'order_started', note);
  await w.emit({ type: 'order_started', ...factsOf(order) });
  return viewOrder(w, { ...order, status: 'started', startedAt });
}

/** The words that must come with a change on somebody else's behalf; null where the worker acts for itself. */
export function reasonOf(w: OrdersWork, worker: string | null, reason: string | undefined): string | null {
  return w.actor.personId === worker && reason === undefined ? null : requiredText('reason', reason ?? '', 500);
}
