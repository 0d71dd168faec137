import type { Order } from './order';
import type { OrdersWork } from './work';

/** Assigned orders whose time is yet to come, but by that instant, for contexts that authorise by themselves. */
export async function soonOrders(w: OrdersWork, by: Date): Promise<Order[]> {
  return (await w.orders.orders({ statuses: ['assigned'], before: by })).filter(({ at }) => at > w.now);
}
