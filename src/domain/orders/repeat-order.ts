import type { Actor } from '../shared/work';
import type { MatchingApp } from '../staffing';
import { allow } from '../users';
import { alreadyCopied } from './errors';
import type { OrderView } from './order';
import { placedBefore, placeOrder } from './place-order';
import { findOrder } from './show-order';
import { expectState } from './transitions';
import type { OrdersWork } from './work';

/** Places a failed or cancelled order once more, at another date and a new price; the copy names its original (O5). Asked for twice under one id it makes one copy. */
export async function repeatOrder(app: MatchingApp<OrdersWork>, actor: Actor, input: { id: string; order: string; at: Date }): Promise<OrderView> {
  const placed = await app.query(actor, (w) => placedBefore(w, input.id));
  if (placed) return placed;
  const original = await app.query(actor, async (w) => {
    const order = await findOrder(w, input.order);
    allow(w, 'repeat-order', order.client);
    expectState(order, 'repeat-order');
    if (order.copiedAs !== null) throw alreadyCopied(order.id, order.number);
    return order;
  });
  const { client, service, place, description, directions } = original;
  const request = { client, service: service.id, place, at: input.at, ...(description !== null && { description }), ...(directions !== null && { directions }) };
  return placeOrder(app, actor, { id: input.id, copyOf: original.id, ...request });
}
