import { fixPrice, keepEstimate } from '../billing';
import type { Actor } from '../shared/work';
import { bookMatch, matchOrder, type Match, type MatchingApp, type Slot } from '../staffing';
import { allow, findPerson, holdPerson } from '../users';
import { alreadyCopied, notAClient, orderNotFound } from './errors';
import { estimateOrder, type Estimate, type OrderRequest } from './estimate-order';
import { factsOf, type Order, type OrderView } from './order';
import { viewOrder } from './show-order';
import { DomainError } from '../shared/errors';
import type { OrdersWork } from './work';

/** A confirmed request; its id is made by who asks, so that asking twice makes one order (O2). */
export interface Placement extends OrderRequest {
  id: string;
  copyOf?: string;
}

/** How often a booking conflict is tried again before the order is kept as unmatched (M2). */
export const MATCH_TRIES = 3;

/** Places an order: matching runs with no transaction open, then one books, prices and stores it all (O2, M2, M5). */
export async function placeOrder(app: MatchingApp<OrdersWork>, actor: Actor, placement: Placement): Promise<OrderView> {
  const placed = await app.query(actor, (w) => placedBefore(w, placement.id));
  if (placed) return placed;
  for (let attempt = 1; attempt <= MATCH_TRIES; attempt++) {
    const estimate = await app.query(actor, (w) => estimateOrder(w, placement));
    const match = await matchOrder(app, actor, slotOf(placement.id, estimate), attempt);
    try {
      return await app.run(actor, (w) => storeOrder(w, placement, estimate, match));
    } catch (error) {
      if (!isBookingConflict(error)) throw error;
    }
  }
  return app.run(actor, async (w) => storeOrder(w, placement, await estimateOrder(w, placement), null));
}

/** The order that a confirmation has made already: whoever confirms again gets it, whatever the time is by then (O2). */
export async function placedBefore(w: OrdersWork, id: string): Promise<OrderView | undefined> {
  const order = await w.orders.order(id);
  if (!order) return undefined;
  allow(w, 'place-order', order.client);
  return viewOrder(w, order);
}

/** Whether another transaction booked the worker first (M2). */
export function isBookingConflict(error: unknown): boolean {
  return error instanceof DomainError && error.code === 'staffing.worker_not_free';
}

async function storeOrder(w: OrdersWork, placement: Placement, estimate: Estimate, match: Match | null): Promise<OrderView> {
  const client = estimate.client.id;
  allow(w, 'place-order', client);
  await w.orders.lock(placement.id);
  const placed = await placedBefore(w, placement.id);
  if (placed) return placed;
  const worker = match?.picked ?? null;
  // In one order, whatever they are here: two who place orders for each other must not wait for each other.
  for (const person of [client, ...(worker === null ? [] : [worker])].sort()) await holdPerson(w, person);
  if ((await findPerson(w, client)).status !== 'active') throw notAClient(client);
  await keepEstimate(w, { order: placement.id, client, service: estimate.service.id, estimate: estimate.price });
  const price = worker === null ? null : await fixPrice(w, { order: placement.id, client, service: estimate.service.id, worker });
  const order: Order = {
    id: placement.id,
    number: await w.orders.nextNumber(),
    client,
    service: estimate.service,
    worker,
    status: worker === null ? 'unmatched' : 'assigned',
    endReason: null,
    at: estimate.at,
    endsAt: estimate.endsAt,
    copyOf: await original(w, placement),
    copiedAs: null,
    estimate: estimate.price.price,
    price: price && { tariff: price.tariff, listPrice: price.listPrice, percent: price.percent, price: price.price },
    placedAt: w.now,
    assignedAt: worker === null ? null : w.now,
    startedAt: null,
    endedAt: null,
    place: estimate.place,
    description: estimate.description,
    directions: estimate.directions,
    endNote: null,
    cannotCome: null,
  };
  if (!(await w.orders.add(order))) throw order.copyOf ? alreadyCopied(order.copyOf.id, order.copyOf.number) : orderNotFound(order.id);
  await w.emit({ type: 'order_placed', copy_of: order.copyOf?.id ?? null, ...factsOf(order) });
  if (match) await bookMatch(w, { ...slotOf(order.id, estimate), number: order.number }, match);
  await w.emit(worker === null ? { type: 'order_unmatched', previous_worker: null, ...factsOf(order) } : { type: 'order_assigned', previous_worker: null, by_hand: false, waited: false, ...factsOf(order) });
  return viewOrder(w, order);
}

const slotOf = (order: string, { client, service, at, endsAt }: Estimate): Slot => ({ order, client: client.id, service: service.id, at, endsAt });

async function original(w: OrdersWork, placement: Placement): Promise<Order['copyOf']> {
  if (placement.copyOf === undefined) return null;
  const found = await w.orders.order(placement.copyOf);
  if (!found) throw orderNotFound(placement.copyOf);
  return { id: found.id, number: found.number };
}
