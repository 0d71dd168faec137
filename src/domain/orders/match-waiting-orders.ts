import { fixPrice } from '../billing';
import { forEach } from '../shared/each';
import type { Actor, Runner } from '../shared/work';
import { bookMatch, type Match } from '../staffing';
import { allow } from '../users';
import { factsOf, type Order } from './order';
import { isBookingConflict, proposeWorker } from './place-order';
import { takeOrder } from './show-order';
import type { OrdersWork } from './work';

/** Tries to match every order that waits for a worker, and gives up those whose time has come (M5). Returns how many found one. */
export async function matchWaitingOrders(app: Runner<OrdersWork>, actor: Actor): Promise<number> {
  const waiting = await app.query(actor, (w) => w.orders.orders({ statuses: ['unmatched'] }));
  return forEach(waiting, async (order) => !(await app.run(actor, (w) => giveUpOrder(w, order))) && matchOne(app, actor, order));
}

async function matchOne(app: Runner<OrdersWork>, actor: Actor, order: Order): Promise<boolean> {
  const slot = { order: order.id, client: order.client, at: order.at, endsAt: order.endsAt };
  const match = await app.query(actor, (w) => proposeWorker(w, slot, 1));
  if (match.picked === null) return false;
  try {
    return await app.run(actor, (w) => matchWaitingOrder(w, order, match));
  } catch (error) {
    if (isBookingConflict(error)) return false;
    throw error;
  }
}

/** Gives a waiting order the worker that was found; a price fixed before stays (M5, U4). False where somebody was faster. */
async function matchWaitingOrder(w: OrdersWork, waiting: Order, match: Match): Promise<boolean> {
  allow(w, 'match-waiting-order');
  const order = await takeOrder(w, waiting.id);
  if (match.picked === null || order.status !== 'unmatched') return false;
  const price = order.price ?? (await fixPrice(w, { order: order.id, client: order.client, service: order.service.id, worker: match.picked }));
  if (!(await w.orders.assign(order, match.picked, price))) return false;
  await bookMatch(w, { order: order.id, client: order.client, at: order.at, endsAt: order.endsAt }, match);
  const assigned: Order = { ...order, worker: match.picked, status: 'assigned', price };
  await w.emit({ type: 'order_assigned', previous_worker: null, by_hand: false, waited: true, ...factsOf(assigned) });
  return true;
}

/** Cancels an order for which nobody was found by its time; it costs nothing (M5). False while there is time. */
async function giveUpOrder(w: OrdersWork, waiting: Order): Promise<boolean> {
  if (waiting.at > w.now) return false;
  allow(w, 'give-up-order');
  const order = await takeOrder(w, waiting.id);
  if (await w.orders.end(order.id, 'unmatched', 'cancelled', 'nobody_free')) {
    await w.emit({ type: 'order_cancelled', reason: 'nobody_free', charged: false, ...factsOf(order) });
  }
  return true;
}
