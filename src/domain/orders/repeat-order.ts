import type { Actor, Runner } from '../shared/work';
import { allow } from '../users';
import { alreadyCopied, wrongState } from './errors';
import type { OrderView } from './order';
import { placedBefore, placeOrder } from './place-order';
import { findOrder } from './show-order';
import type { OrdersWork } from './work';

/** Places a failed or cancelled order once more, at another date and a new price; the copy names its original (O5). Asked for twice under one id it makes one copy. */
export async function repeatOrder(app: Runner<OrdersWork>, actor: Actor, input: { id: string; order: string; at: Date }): Promise<OrderView> {
  const placed = await app.query(actor, (w) => placedBefore(w, input.id));
  if (placed) return placed;
  const original = await app.query(actor, async (w) => {
    const order = await findOrder(w, input.order);
    allow(w, 'repeat-order', order.client);
    if (order.status !== 'failed' && order.status !== 'cancelled') throw wrongState(order.id, order.number, order.status, 'failed');
    if (await w.orders.isCopied(order.id)) throw alreadyCopied(order.id, order.number);
    return order;
  });
  const { client, service, place, description } = original;
  const request = { client, service: service.id, place, at: input.at, ...(description !== null && { description }) };
  return placeOrder(app, actor, { id: input.id, copyOf: original.id, ...request });
}
