import { forEach } from '../shared/each';
import { plusMinutes } from '../shared/time';
import type { Actor, Runner } from '../shared/work';
import { allow } from '../users';
import { factsOf, isPastMatching, type Order } from './order';
import type { OrdersWork } from './work';

/** Tells staff once more of every order that still waits for a worker three hours before its time (M5). Returns how many. */
export async function remindUnmatched(app: Runner<OrdersWork>, actor: Actor): Promise<number> {
  return forEach(await app.query(actor, stillUnmatched), (order) => app.run(actor, (w) => remind(w, order)));
}

/** Unmatched orders whose time is near; not those placed so late that staff have only just heard of them. */
async function stillUnmatched(w: OrdersWork): Promise<Order[]> {
  const { unmatched_reminder_minutes: minutes } = await w.orders.policy();
  return w.orders.unreminded(plusMinutes(w.now, minutes), minutes);
}

async function remind(w: OrdersWork, order: Order): Promise<boolean> {
  allow(w, 'remind-unmatched');
  // Matching may take long: by now the time may have come, and then the order is given up.
  if (isPastMatching(order, w.now) || !(await w.orders.markReminded(order))) return false;
  await w.emit({ type: 'order_still_unmatched', ...factsOf(order) });
  return true;
}
