import { fixPrice } from '../billing';
import type { Actor } from '../shared/work';
import { bookMatch, matchOrder, releaseBooking, type Match, type MatchingApp, type Slot } from '../staffing';
import { allow, peopleById } from '../users';
import { changedMeanwhile, stillComes, tooLateToMatch } from './errors';
import { noteStoppedMatch } from './note-stopped';
import { factsOf, isPastMatching, type Order, type OrderView } from './order';
import { isBookingConflict, MATCH_TRIES } from './place-order';
import { findOrder, takeOrder, viewOrder } from './show-order';
import { slotOf } from './slot-of';
import { expectState } from './transitions';
import type { OrdersWork } from './work';

/** What came of it: a worker was found, nobody is free, or a program's failure stopped the match. */
export type MatchedAgain = { order: OrderView } & ({ outcome: 'found' | 'nobody' } | { outcome: 'stopped'; program: string });

/**
 * Asks the pipeline once more for an order that has no worker, or one who cannot come (M4, M5): a price that was fixed stays, and so does the order where
 * nobody is found. Whoever said that it cannot come is left out.
 */
export async function matchAgain(app: MatchingApp<OrdersWork>, actor: Actor, input: { order: string }): Promise<MatchedAgain> {
  for (let attempt = 1; attempt <= MATCH_TRIES; attempt++) {
    const { seen, slot } = await app.query(actor, async (w) => {
      const order = await matchable(w, input.order, findOrder);
      return { seen: order, slot: await slotOf(w, order) };
    });
    const match = await matchOrder(app, actor, slot, attempt);
    if (match.picked === null) return nobodyFound(app, actor, seen, slot, match);
    try {
      return { order: await app.run(actor, (w) => storeMatch(w, seen, match)), outcome: 'found' };
    } catch (error) {
      if (!isBookingConflict(error)) throw error;
    }
  }
  return { order: await app.query(actor, async (w) => viewOrder(w, await findOrder(w, input.order))), outcome: 'nobody' };
}

/** The order, if it may be matched now; throws `orders.wrong_state`, `orders.too_late_to_match` or `orders.still_comes`. */
async function matchable(w: OrdersWork, reference: string, find: typeof findOrder): Promise<Order> {
  allow(w, 'match-again');
  const order = await find(w, reference);
  expectState(order, 'match-again');
  if (isPastMatching(order, w.now)) throw tooLateToMatch(order.id, order.number);
  if (order.worker === null || order.cannotCome !== null) return order;
  throw stillComes(order.id, order.number, (await peopleById(w, [order.worker])).get(order.worker)?.name ?? '');
}

async function nobodyFound(app: MatchingApp<OrdersWork>, actor: Actor, order: Order, slot: Slot, match: Match): Promise<MatchedAgain> {
  await noteStoppedMatch(app, actor, order, slot, match);
  const view = await app.query(actor, async (w) => viewOrder(w, await findOrder(w, order.id)));
  return match.stopped ? { order: view, outcome: 'stopped', program: match.stopped.program } : { order: view, outcome: 'nobody' };
}

/** Gives the order its new worker, if it is still what it was when it was matched. */
async function storeMatch(w: OrdersWork, seen: Order, match: Match): Promise<OrderView> {
  const order = await matchable(w, seen.id, takeOrder);
  const { picked } = match;
  if (picked === null || order.worker !== seen.worker || order.at.getTime() !== seen.at.getTime()) throw changedMeanwhile(order.id, order.number);
  const price = order.price ?? (await fixPrice(w, { order: order.id, client: order.client, service: order.service.id, worker: picked }));
  await releaseBooking(w, { order: order.id, worker: order.worker });
  await bookMatch(w, await slotOf(w, order), match);
  if (!(await w.orders.assign(order, picked, price))) throw changedMeanwhile(order.id, order.number);
  const assigned: Order = { ...order, worker: picked, status: 'assigned', price, assignedAt: w.now, cannotCome: null };
  await w.emit({ type: 'order_assigned', previous_worker: order.worker, by_hand: false, waited: order.worker === null, ...factsOf(assigned) });
  return viewOrder(w, assigned);
}
