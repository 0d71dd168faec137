import { fixPrice, keepEstimate } from '../billing';
import type { Actor, Runner } from '../shared/work';
import { bookMatch, gatherSamples, runPipeline, seedOf, type Match } from '../staffing';
import { allow, holdPerson } from '../users';
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
const MATCH_TRIES = 3;

/** Places an order: matching runs with no transaction open, then one books, prices and stores it all (O2, M2, M5). */
export async function placeOrder(app: Runner<OrdersWork>, actor: Actor, placement: Placement): Promise<OrderView> {
  const placed = await app.query(actor, (w) => placedBefore(w, placement.id));
  if (placed) return placed;
  for (let attempt = 1; attempt <= MATCH_TRIES; attempt++) {
    const { estimate, match } = await app.query(actor, async (w) => {
      const checked = await estimateOrder(w, placement);
      return { estimate: checked, match: await proposeWorker(w, { ...checked, order: placement.id, client: checked.client.id }, attempt) };
    });
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

/** The pipeline's answer for one order at one time; writes nothing. */
export async function proposeWorker(
  w: OrdersWork,
  slot: { order: string; client: string; at: Date; endsAt: Date },
  attempt: number,
): Promise<Match> {
  const { pipeline, samples } = await gatherSamples(w, slot);
  return runPipeline(pipeline, slot, samples, seedOf(slot.order, attempt));
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
  if ((await holdPerson(w, client)).status !== 'active') throw notAClient(client);
  const worker = match?.picked ?? null;
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
    estimate: estimate.price.price,
    price: price && { tariff: price.tariff, listPrice: price.listPrice, percent: price.percent, price: price.price },
    placedAt: w.now,
    startedAt: null,
    endedAt: null,
    place: estimate.place,
    description: estimate.description,
    endNote: null,
  };
  if (!(await w.orders.add(order))) throw order.copyOf ? alreadyCopied(order.copyOf.id, order.copyOf.number) : orderNotFound(order.id);
  if (match) await bookMatch(w, { order: order.id, client, at: order.at, endsAt: order.endsAt }, match);
  await w.emit({ type: 'order_placed', ...factsOf(order) });
  await w.emit(worker === null ? { type: 'order_unmatched', previous_worker: null, ...factsOf(order) } : { type: 'order_assigned', previous_worker: null, by_hand: false, waited: false, ...factsOf(order) });
  return viewOrder(w, order);
}

async function original(w: OrdersWork, placement: Placement): Promise<Order['copyOf']> {
  if (placement.copyOf === undefined) return null;
  const found = await w.orders.order(placement.copyOf);
  if (!found) throw orderNotFound(placement.copyOf);
  return { id: found.id, number: found.number };
}
