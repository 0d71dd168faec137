import { mayStart } from '../consumables';
import { forEach } from '../shared/each';
import { plusMinutes } from '../shared/time';
import type { Actor, Runner } from '../shared/work';
import { releaseBooking } from '../staffing';
import { allow } from '../users';
import type { EndReason } from './events';
import { awaitedFrom, factsOf, isFined, type Order, type OrderView } from './order';
import { wordsOf } from './reasons';
import { takeOrder, viewOrder } from './show-order';
import { canDo, expectState, refused } from './transitions';
import type { OrdersWork } from './work';

/** Fails a started order, with a reason (O6); the client pays in full, the worker is fined (O7, B8). */
export async function failOrder(w: OrdersWork, input: { order: string; reason: EndReason; note?: string }): Promise<OrderView> {
  const order = await takeOrder(w, input.order);
  allow(w, 'fail-order', order.worker);
  const note = wordsOf(w, 'fail-order', input);
  expectState(order, 'fail-order');
  if (!(await w.orders.end(order.id, order.status, 'failed', input.reason))) throw refused(order, 'fail-order');
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
  return lateOf(w, await w.orders.orders({ statuses: ['assigned'], before: plusMinutes(w.now, -no_show_minutes) }));
}

/** Those of these orders that are late. A worker who was given one after its time has as long as any other, from then on (O5). */
async function lateOf(w: OrdersWork, orders: readonly Order[]): Promise<Order[]> {
  const { no_show_minutes } = await w.orders.policy();
  const by = plusMinutes(w.now, -no_show_minutes);
  const late = orders.filter((order) => canDo(order.status, 'fail-no-show') && awaitedFrom(order) <= by);
  const heard = await w.orders.heardFrom(late.flatMap((order) => order.worker ?? []));
  return late.filter((order) => order.worker === null || !heard.has(order.worker));
}

async function failNoShow(w: OrdersWork, found: Order): Promise<boolean> {
  allow(w, 'fail-no-show');
  // While this waited the order may have been moved or given to somebody else, or its worker may have written.
  const [order] = await lateOf(w, [await takeOrder(w, found.id)]);
  if (!order) return false;
  const reason = (await mayStart(w, order.id)) ? 'no_show' : 'supplies_missing';
  if (!(await w.orders.end(order.id, order.status, 'failed', reason))) return false;
  await releaseBooking(w, { order: order.id, worker: order.worker });
  await w.emit({ type: 'order_failed', reason, fined: isFined({ endReason: reason }), ...factsOf(order) });
  return true;
}
