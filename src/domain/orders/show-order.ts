import { kitsOf, type Kit } from '../consumables';
import { isId } from '../shared/ids';
import { plusMinutes } from '../shared/time';
import { allow, peopleById, reach } from '../users';
import { orderNotFound } from './errors';
import { awaitedFrom, type Order, type OrderView } from './order';
import type { OrderFilter, TimelineEntry } from './store';
import { canDo } from './transitions';
import type { OrdersWork } from './work';

/** Finds an order by id or number; throws `orders.not_found`. */
export async function findOrder(w: OrdersWork, reference: string): Promise<Order> {
  const number = /^[#№]?\s?\d{1,12}$/.test(reference.trim()) ? Number(reference.trim().replace(/^[#№]\s?/, '')) : undefined;
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

type ListFilter = Pick<OrderFilter, 'client' | 'worker' | 'statuses' | 'during' | 'limit'>;

/** Orders: all of them for staff, one's own for everybody else (O8). */
export async function listOrders(w: OrdersWork, filter: ListFilter = {}): Promise<OrderView[]> {
  allowList(w, filter);
  return viewOrders(w, await w.orders.orders(filter));
}

/** How many orders a list would have without its limit. */
export async function countOrders(w: OrdersWork, filter: Omit<ListFilter, 'limit'>): Promise<number> {
  allowList(w, filter);
  return w.orders.countOrders(filter);
}

function allowList(w: OrdersWork, { client, worker }: ListFilter): void {
  if (reach(w.actor, 'list-orders') !== 'any') allow(w, 'list-orders', client ?? worker ?? null);
}

/** The order's history, oldest first, from the stored events; only what was known at an instant, if one is named. */
export async function orderTimeline(w: OrdersWork, reference: string, asOf?: Date): Promise<TimelineEntry[]> {
  const order = await findOrder(w, reference);
  allow(w, 'show-order', order.client, order.worker);
  const entries = await w.orders.timeline(order.id, asOf);
  const people = await peopleById(w, entries.flatMap(({ event }) => [event.worker, event.previous_worker, event.left_with, event.back_with, event.from].filter((id): id is string => typeof id === 'string' && isId(id))));
  const names = Object.fromEntries([...people].map(([id, { name }]) => [id, name]));
  return entries.map((entry) => ({ ...entry, names }));
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
  const { move_hours, no_show_minutes } = await w.orders.policy();
  const kits = await kitsOf(w, orders.map((order) => order.id));
  return orders.map((order) => ({
    ...order,
    client: named(order.client),
    worker: order.worker === null ? null : named(order.worker),
    supplies: suppliesOf(kits.get(order.id)),
    startBy: plusMinutes(awaitedFrom(order), no_show_minutes),
    movableUntil: canDo(order.status, 'move-order') ? plusMinutes(order.at, -60 * move_hours) : null,
  }));
}

const suppliesOf = (kit: Kit | undefined): OrderView['supplies'] =>
  kit?.overridden && kit.status === 'requested' ? 'overridden' : (kit?.status ?? null);
