import { forEach } from '../shared/each';
import { plusMinutes } from '../shared/time';
import type { Actor, Runner } from '../shared/work';
import { allow } from '../users';
import { factsOf, type Order } from './order';
import type { OrdersWork } from './work';

/** Tells managers, once, of every order that was started and is two hours past its end (O3). Returns how many. */
export async function alertOverdueOrders(app: Runner<OrdersWork>, actor: Actor): Promise<number> {
  return forEach(await app.query(actor, overdueOrders), (order) => app.run(actor, (w) => alertOverdue(w, order)));
}

/** Started orders that should have ended long ago and of which nobody was told. */
export async function overdueOrders(w: OrdersWork): Promise<Order[]> {
  const { overdue_minutes } = await w.orders.policy();
  return w.orders.overdue(plusMinutes(w.now, -overdue_minutes));
}

async function alertOverdue(w: OrdersWork, order: Order): Promise<boolean> {
  allow(w, 'alert-overdue');
  if (!(await w.orders.markOverdue(order.id))) return false;
  await w.emit({ type: 'order_overdue', ...factsOf(order) });
  return true;
}
