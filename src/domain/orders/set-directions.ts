import { allow, requiredText } from '../users';
import type { OrderView } from './order';
import { takeOrder, viewOrder } from './show-order';
import { expectState } from './transitions';
import type { OrdersWork } from './work';

/** Longest directions, in characters. */
export const MAX_DIRECTIONS = 500;

/** Directions as they are kept: null where there are none. */
export function checkedDirections(text: string | undefined): string | null {
  return text?.trim() ? requiredText('directions', text, MAX_DIRECTIONS) : null;
}

/** Says how to find the place, or takes that back with an empty text, until the order ends; its worker sees it at once. */
export async function setDirections(w: OrdersWork, input: { order: string; text: string }): Promise<OrderView> {
  const order = await takeOrder(w, input.order);
  allow(w, 'set-directions', order.client);
  expectState(order, 'set-directions');
  const directions = checkedDirections(input.text);
  if (directions === order.directions) return viewOrder(w, order);
  await w.orders.setDirections(order.id, directions);
  await w.emit({ type: 'order_directions_changed', order: order.id, number: order.number, client: order.client, worker: order.worker });
  return viewOrder(w, { ...order, directions });
}
