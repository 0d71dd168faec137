import { releaseBooking } from '../staffing';
import { clientHasOrders } from '../users';
import { factsOf } from './order';
import type { OrdersWork } from './work';

/** When somebody is deactivated: a client with open orders may not be; a worker's orders wait for another, at unchanged prices (U4). */
export async function releasePerson(w: OrdersWork, event: { person: string }): Promise<void> {
  const open = await w.orders.orders({ client: event.person, statuses: ['unmatched', 'assigned', 'started'] });
  if (open.length > 0) throw clientHasOrders(event.person);
  for (const order of await w.orders.orders({ worker: event.person, statuses: ['assigned'] })) {
    if (!(await w.orders.unassign(order))) continue;
    await releaseBooking(w, { order: order.id, worker: null });
    await w.emit({ type: 'order_unmatched', ...factsOf({ ...order, worker: null }) });
  }
}
