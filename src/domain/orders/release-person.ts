import { releaseBooking } from '../staffing';
import { clientHasOrders } from '../users';
import { factsOf, type Order } from './order';
import type { OrdersWork } from './work';

/** When somebody is deactivated: a client with open orders may not be; a worker's orders wait for another, at unchanged prices (U4). */
export async function releasePerson(w: OrdersWork, event: { person: string }): Promise<void> {
  await refuseOpenOrders(w, event.person);
  for (const order of await w.orders.orders({ worker: event.person, statuses: ['assigned'] })) await releaseOrder(w, order);
}

/** An assigned order whose worker works here no longer waits for another, at an unchanged price (U4); returns it as it is then. */
export async function releaseOrder(w: OrdersWork, order: Order): Promise<Order> {
  if (!(await w.orders.unassign(order))) return order;
  await releaseBooking(w, { order: order.id, worker: null });
  const released: Order = { ...order, worker: null, status: 'unmatched', assignedAt: null, cannotCome: null };
  await w.emit({ type: 'order_unmatched', previous_worker: order.worker, ...factsOf(released) });
  return released;
}

/** Nobody ceases to be a client while orders are open: they would belong to nobody (U4). */
export async function keepClient(w: OrdersWork, event: { person: string; role: string; granted: boolean }): Promise<void> {
  if (event.role === 'client' && !event.granted) await refuseOpenOrders(w, event.person);
}

async function refuseOpenOrders(w: OrdersWork, client: string): Promise<void> {
  const open = await w.orders.orders({ client, statuses: ['unmatched', 'assigned', 'started'] });
  if (open.length > 0) throw clientHasOrders(client, open.map(({ number }) => number).sort((one, other) => one - other));
}
