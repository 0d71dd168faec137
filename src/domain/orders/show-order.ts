import { kitsOf, type Kit } from '../consumables';
import { isId } from '../shared/ids';
import { allow, peopleById, reach } from '../users';
import { orderNotFound } from './errors';
import type { Order, OrderStatus, OrderView } from './order';
import type { OrderFilter, TimelineEntry } from './store';
import type { OrdersWork } from './work';

/** Finds an order by id or number; throws `orders.not_found`. */
export async function findOrder(w: OrdersWork, reference: string): Promise<Order> {
  const number = /^#?\d{1,12}$/.test(reference.trim()) ? Number(reference.trim().replace('#', '')) : undefined;
  const order = number === undefined ? isId(reference) && (await w.orders.order(reference.toLowerCase())) : await w.orders.orderByNumber(number);
  if (!order) throw orderNotFound(reference);
  return order;
}

/** The order as it is once nobody else is changing it: what every change begins with, so that it never acts on an older state. */
export async function takeOrder(w: OrdersWork, reference: string): Promise<Order> {
  const found = await findOrder(w, reference);
  await w.orders.lock(found.id);
  return findOrder(w, found.id);
}

/** One order, for staff, its client or its worker. */
export async function showOrder(w: OrdersWork, reference: string): Promise<OrderView> {
  const order = await findOrder(w, reference);
  allow(w, 'show-order', order.client, order.worker);
  return viewOrder(w, order);
}

/** Orders: all of them for staff, one's own for everybody else (O8). */
export async function listOrders(
  w: OrdersWork,
  filter: { client?: string; worker?: string; statuses?: readonly OrderStatus[]; limit?: number } = {},
): Promise<OrderView[]> {
  if (reach(w.actor, 'list-orders') !== 'any') allow(w, 'list-orders', filter.client ?? filter.worker ?? null);
  return viewOrders(w, await w.orders.orders(filter satisfies OrderFilter));
}

/** The order's history, oldest first, from the stored events. */
export async function orderTimeline(w: OrdersWork, reference: string): Promise<TimelineEntry[]> {
  const order = await findOrder(w, reference);
  allow(w, 'show-order', order.client, order.worker);
  return w.orders.timeline(order.id);
}

/** An order with the names and the kit's state that people look at. */
export async function viewOrder(w: OrdersWork, order: Order): Promise<OrderView> {
  const [view] = await viewOrders(w, [order]);
  if (!view) throw orderNotFound(order.id);
  return view;
}

async function viewOrders(w: OrdersWork, orders: readonly Order[]): Promise<OrderView[]> {
  const people = await peopleById(w, orders.flatMap((order) => (order.worker === null ? [order.client] : [order.client, order.worker])));
  const named = (id: string) => ({ id, number: people.get(id)?.number ?? 0, name: people.get(id)?.name ?? '' });
  const kits = await kitsOf(w, orders.map((order) => order.id));
  return orders.map((order) => ({
    ...order,
    client: named(order.client),
    worker: order.worker === null ? null : named(order.worker),
    supplies: suppliesOf(kits.get(order.id)),
  }));
}

const suppliesOf = (kit: Kit | undefined): OrderView['supplies'] =>
  kit?.overridden && kit.status === 'requested' ? 'overridden' : (kit?.status ?? null);
