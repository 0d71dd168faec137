import { fixPrice } from '../billing';
import { forEach } from '../shared/each';
import type { Actor, Runner } from '../shared/work';
import { bookMatch, matchOrder, type Match, type MatchingApp, type Slot } from '../staffing';
import { allow } from '../users';
import { noteStoppedMatch } from './note-stopped';
import { factsOf, isPastMatching, type Order } from './order';
import { isBookingConflict } from './place-order';
import { takeOrder } from './show-order';
import { slotOf } from './slot-of';
import { canDo } from './transitions';
import type { OrdersWork } from './work';

/** Tries to match every order that waits for a worker, the soonest first; those whose time has come are given up before (M5). Returns how many found one. */
export async function matchWaitingOrders(app: MatchingApp<OrdersWork>, actor: Actor): Promise<number> {
  const { waiting, now } = await app.query(actor, async (w) => ({ waiting: await w.orders.orders({ statuses: ['unmatched'] }), now: w.now }));
  waiting.sort((one, other) => one.at.getTime() - other.at.getTime());
  return forEach(waiting, async (order) => {
    if (!isPastMatching(order, now)) return matchOne(app, actor, order);
    await app.run(actor, (w) => giveUpOrder(w, order));
    return false;
  });
}

/** Cancels every order for which nobody was found by its time; they cost nothing (M5). Returns how many. */
export async function giveUpOrders(app: Runner<OrdersWork>, actor: Actor): Promise<number> {
  return forEach(await app.query(actor, hopelessOrders), (order) => app.run(actor, (w) => giveUpOrder(w, order)));
}

/** Orders whose time has come while they waited for a worker. */
export async function hopelessOrders(w: OrdersWork): Promise<Order[]> {
  return w.orders.orders({ statuses: ['unmatched'], before: w.now });
}

async function matchOne(app: MatchingApp<OrdersWork>, actor: Actor, order: Order): Promise<boolean> {
  const slot = await app.query(actor, (w) => slotOf(w, order));
  const match = await matchOrder(app, actor, slot, 1);
  if (match.picked === null) {
    await noteStoppedMatch(app, actor, order, slot, match);
    return false;
  }
  try {
    return await app.run(actor, (w) => matchWaitingOrder(w, order, slot, match));
  } catch (error) {
    if (isBookingConflict(error)) return false;
    throw error;
  }
}

/** Gives a waiting order the worker that was found; a price fixed before stays (M5, U4). False where somebody was faster. */
async function matchWaitingOrder(w: OrdersWork, waiting: Order, slot: Slot, match: Match): Promise<boolean> {
  allow(w, 'match-waiting-order');
  const order = await takeOrder(w, waiting.id);
  // A match that took until the order's time came too late: the next round gives the order up.
  if (isPastMatching(order, w.now)) return false;
  if (match.picked === null || !canDo(order.status, 'match-waiting-order') || order.at.getTime() !== waiting.at.getTime()) return false;
  const price = order.price ?? (await fixPrice(w, { order: order.id, client: order.client, service: order.service.id, worker: match.picked }));
  if (!(await w.orders.assign(order, match.picked, price))) return false;
  await bookMatch(w, slot, match);
  const assigned: Order = { ...order, worker: match.picked, status: 'assigned', price, assignedAt: w.now };
  await w.emit({ type: 'order_assigned', previous_worker: null, by_hand: false, waited: true, ...factsOf(assigned) });
  return true;
}

async function giveUpOrder(w: OrdersWork, waiting: Order): Promise<boolean> {
  allow(w, 'give-up-order');
  const order = await takeOrder(w, waiting.id);
  if (!isPastMatching(order, w.now) || !canDo(order.status, 'give-up-order')) return false;
  if (!(await w.orders.end(order.id, order.status, 'cancelled', 'nobody_free'))) return false;
  await w.emit({ type: 'order_cancelled', reason: 'nobody_free', charged: false, ...factsOf(order) });
  return true;
}
