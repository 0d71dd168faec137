import { mayStart } from '../consumables';
import { allow, requiredText } from '../users';
import { suppliesNotIssued } from './errors';
import { keepEvidence } from './keep-evidence';
import { factsOf, type OrderView } from './order';
import type { Photo } from './photo';
import { MAX_REASON } from './reasons';
import { takeOrder, viewOrder } from './show-order';
import { expectState, refused } from './transitions';
import type { OrdersWork } from './work';

/** The worker is at the place, shown by a photo (O3, O4); staff say so on its behalf with a reason. `takenAt` is the photo's own date (O5). */
export async function startOrder(
  w: OrdersWork,
  input: { order: string; photo: Photo; takenAt?: Date; reason?: string },
): Promise<OrderView> {
  const order = await takeOrder(w, input.order);
  allow(w, 'start-order', order.worker);
  const note = reasonOf(w, order.worker, input.reason);
  expectState(order, 'start-order');
  if (!(await mayStart(w, order.id))) throw suppliesNotIssued(order.id, order.number);
  const startedAt = input.takenAt && input.takenAt < w.now ? input.takenAt : w.now;
  if (!(await w.orders.start(order.id, startedAt))) throw refused(order, 'start-order');
  if (note !== null) await w.orders.note(order.id, 'order_started', note);
  await w.emit({ type: 'order_started', ...factsOf(order) });
  await keepEvidence(w, order, 'started', input);
  return viewOrder(w, { ...order, status: 'started', startedAt });
}

/** The words that must come with a change on somebody else's behalf; null where the worker acts for itself. */
export function reasonOf(w: OrdersWork, worker: string | null, reason: string | undefined): string | null {
  return w.actor.personId === worker && reason === undefined ? null : requiredText('reason', reason ?? '', MAX_REASON);
}
