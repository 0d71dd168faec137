import { fixPrice } from '../billing';
import { bookByHand, releaseBooking } from '../staffing';
import { allow, findPerson } from '../users';
import { sameWorker, tooLateToMatch } from './errors';
import { factsOf, isPastMatching, type Order, type OrderView } from './order';
import { readReason, wordsOf } from './reasons';
import { takeOrder, viewOrder } from './show-order';
import { expectState, refused } from './transitions';
import type { OrdersWork } from './work';

/** Gives an order another worker, or its first, by hand and with a reason, named or in words; a fixed price stays (M4). */
export async function assignOrder(w: OrdersWork, input: { order: string; worker: string; reason: string }): Promise<OrderView> {
  allow(w, 'assign-order');
  const given = readReason(input.reason);
  const note = wordsOf(w, 'assign-order', given);
  const order = await takeOrder(w, input.order);
  expectState(order, 'assign-order');
  if (isPastMatching(order, w.now)) throw tooLateToMatch(order.id, order.number);
  const worker = await findPerson(w, input.worker);
  if (worker.id === order.worker) throw sameWorker(order.id, order.number);
  const price = order.price ?? (await fixPrice(w, { order: order.id, client: order.client, service: order.service.id, worker: worker.id }));
  await releaseBooking(w, { order: order.id, worker: order.worker });
  await bookByHand(w, { order: order.id, client: order.client, at: order.at, endsAt: order.endsAt }, worker);
  if (!(await w.orders.assign(order, worker.id, price))) throw refused(order, 'assign-order');
  if (note !== null) await w.orders.note(order.id, 'order_assigned', note);
  const assigned: Order = { ...order, worker: worker.id, status: 'assigned', price, assignedAt: w.now, cannotCome: null };
  await w.emit({ type: 'order_assigned', previous_worker: order.worker, by_hand: true, waited: order.worker === null, reason: given.reason, ...factsOf(assigned) });
  return viewOrder(w, assigned);
}
