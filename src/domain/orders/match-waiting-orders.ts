import { fixPrice } from '../billing';
import { forEach } from '../shared/each';
import type { Actor } from '../shared/work';
import { bookMatch, matchOrder, type Match, type MatchingApp, type Slot } from '../staffing';
import { allow } from '../users';
import { noteStoppedMatch } from './note-stopped';
import { factsOf, isPastMatching, type Order } from './order';
import { isBookingConflict } from './place-order';
import { takeOrder } from './show-order';
import { canDo } from './transitions';
import type { OrdersWork } from './work';

/** Tries to match every order that waits for a worker, and gives up those whose time has come (M5). Returns how many found one. */
export async function matchWaitingOrders(app: MatchingApp<OrdersWork>, actor: Actor): Promise<number> {
  const waiting = await app.query(actor, (w) => w.orders.orders({ statuses: ['unmatched'] }));
  return forEach(waiting, async (order) => !(await app.run(actor, (w) => giveUpOrder(w, order))) && matchOne(app, actor, order));
}

async function matchOne(app: MatchingApp<OrdersWork>, actor: Actor, order: Order): Promise<boolean> {
  const match = await matchOrder(app, actor, slotOf(order), 1);
  if (match.picked === null) {
    await noteStoppedMatch(app, actor, order, slotOf(order), match);
    return false;
  }
  try {
    return await app.run(actor, (w) => matchWaitingOrder(w, order, match));
  } catch (error) {
    if (isBookingConflict(error)) return false;
    throw error;
  }
}

const slotOf = ({ id, number, client, service, at, endsAt }: Order): Slot => ({ order: id, number, client, service: service.id, at, endsAt });

/** Gives a waiting order the worker that was found; a price fixed before stays (M5, U4). False where somebody was faster. */
async function matchWaitingOrder(w: OrdersWork, waiting: Order, match: Match): Promise<boolean> {
  allow(w, 'match-waiting-order');
  const order = await takeOrder(w, waiting.id);
  // A match that took until the order's time came too late: the next round gives the order up.
  if (isPastMatching(order, w.now)) return false;
  if (match.picked === null || !canDo(order.status, 'match-waiting-order') || order.at.getTime() !== waiting.at.getTime()) return false;
  const price = order.price ?? (await fixPrice(w, { order: order.id, client: order.client, service: order.service.id, worker: match.picked }));
  if (!(await w.orders.assign(order, match.picked, price))) return false;
  await bookMatch(w, slotOf(order), match);
  const assigned: Order = { ...order, worker: match.picked, status: 'assigned', price, assignedAt: w.now };
  await w.emit({ type: 'order_assigned', previous_worker: null, by_hand: false, waited: true, ...factsOf(assigned) });
  return true;
}

/** Cancels an order for which nobody was found by its time; it costs nothing (M5). False while there is time. */
async function giveUpOrder(w: OrdersWork, waiting: Order): Promise<boolean> {
  if (waiting.at > w.now) return false;
  allow(w, 'give-up-order');
  const order = await takeOrder(w, waiting.id);
  if (order.at > w.now || !canDo(order.status, 'give-up-order')) return false;
  if (await w.orders.end(order.id, order.status, 'cancelled', 'nobody_free')) {
    await w.emit({ type: 'order_cancelled', reason: 'nobody_free', charged: false, ...factsOf(order) });
  }
  return true;
}
