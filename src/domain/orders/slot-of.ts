import type { Slot } from '../staffing';
import type { Order } from './order';
import type { OrdersWork } from './work';

/** What an order asks of matching, at its own time or another of the same length: not of those who said that they cannot come then (M4). By hand they still may be given it. */
export async function slotOf(w: OrdersWork, order: Order, at: Date = order.at): Promise<Slot> {
  const { id, number, client, service } = order;
  const endsAt = new Date(at.getTime() + order.endsAt.getTime() - order.at.getTime());
  return { order: id, number, client, service: service.id, at, endsAt, without: await w.orders.saidCannotCome(id, at) };
}
