import { mayStart } from '../consumables';
import { forEach } from '../shared/each';
import { plusMinutes } from '../shared/time';
import type { Actor, Runner } from '../shared/work';
import { releaseBooking } from '../staffing';
import { allow, requiredText } from '../users';
import { wrongState } from './errors';
import type { EndReason } from './events';
import { factsOf, isFined, type Order, type OrderView } from './order';
import { takeOrder, viewOrder } from './show-order';
import type { OrdersWork } from './work';

/** Fails a started order, with a reason (O6); the client pays in full, the worker is fined (O7, B8). */
export async function failOrder(w: OrdersWork, input: { order: string; reason: EndReason; note?: string }): Promise<OrderView> {
  const order = await takeOrder(w, input.order);
  allow(w, 'fail-order', order.worker);
  const note = input.reason === 'other' ? requiredText('reason', input.note ?? '', 500) : null;
  if (order.status !== 'started') throw wrongState(order.id, order.number, order.status, 'started');
  if (!(await w.orders.end(order.id, 'started', 'failed', input.reason))) {
    throw wrongState(order.id, order.number, order.status, 'started');
  }
  if (note !== null) await w.orders.note(order.id, 'order_failed', note);
  await releaseBooking(w, { order: order.id, worker: order.worker });
  await w.emit({ type: 'order_failed', reason: input.reason, fined: true, ...factsOf(order) });
  return viewOrder(w, { ...order, status: 'failed', endReason: input.reason, endNote: note, endedAt: w.now });
}

/** Fails every order that nobody started in time (O5), once stored messages of the chat are worked off. Returns how many. */
export async function failNoShows(app: Runner<OrdersWork>, actor: Actor): Promise<number> {
  return forEach(await app.query(actor, lateOrders), (order) => app.run(actor, (w) => failNoShow(w, order)));
}

/** Orders that somebody should have started by now; not those whose worker has written something that is not worked off yet. */
export async function lateOrders(w: OrdersWork): Promise<Order[]> {
  const { no_show_minutes } = await w.orders.policy();
  const late = await w.orders.orders({ statuses: ['assigned'], before: plusMinutes(w.now, -no_show_minutes) });
  const heard = await w.orders.heardFrom(late.flatMap((order) => order.worker ?? []));
  return late.filter((order) => order.worker === null || !heard.has(order.worker));
}

async function failNoShow(w: OrdersWork, late: Order): Promise<boolean> {
  allow(w, 'fail-no-show');
  const order = await takeOrder(w, late.id);
  const reason = (await mayStart(w, order.id)) ? 'no_show' : 'supplies_missing';
  if (!(await w.orders.end(order.id, 'assigned', 'failed', reason))) return false;
  await releaseBooking(w, { order: order.id, worker: order.worker });
  await w.emit({ type: 'order_failed', reason, fined: isFined({ endReason: reason }), ...factsOf(order) });
  return true;
}
