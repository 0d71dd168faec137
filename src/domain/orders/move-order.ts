import { fixPrice } from '../billing';
import { plusMinutes } from '../shared/time';
import type { Actor } from '../shared/work';
import { bookMatch, matchOrder, rebookWorker, releaseBooking, type Match, type MatchingApp } from '../staffing';
import { allow, requiredText } from '../users';
import { DomainError } from '../shared/errors';
import { changedMeanwhile, matchingStopped, nobodyFreeThen, tooLateToMove } from './errors';
import { checkTime } from './estimate-order';
import { noteStoppedMatch } from './note-stopped';
import { factsOf, type Order, type OrderView } from './order';
import { MATCH_TRIES } from './place-order';
import { MAX_REASON } from './reasons';
import { findOrder, takeOrder, viewOrder } from './show-order';
import { slotOf } from './slot-of';
import { expectState } from './transitions';
import type { OrdersWork } from './work';

/** Where an order is to go; staff may say why. */
interface Move {
  order: string;
  at: Date;
  reason?: string;
}

/** Who comes at the new time: whoever has the order, whom matching found, or nobody yet. */
type Comer = { kept: true } | { kept: false; match: Match | null };

/**
 * Moves an order to another time, up to 12 hours before its own (O9): same order, same price. Its worker comes if it is free then, else another
 * one that matching finds; where nobody is, `orders.nobody_free_then` is thrown and nothing changes, and `orders.matching_stopped` where a program's failure
 * stopped the match. An unmatched order may go on waiting there.
 */
export async function moveOrder(app: MatchingApp<OrdersWork>, actor: Actor, input: Move): Promise<OrderView> {
  for (let attempt = 1; attempt <= MATCH_TRIES; attempt++) {
    const moved = await unlessTaken(tryToMove(app, actor, input, attempt));
    if (moved) return moved;
  }
  const order = await app.query(actor, (w) => movableOrder(w, input, findOrder));
  if (isAt(order, input.at)) return app.query(actor, (w) => viewOrder(w, order));
  if (order.worker !== null) throw nobodyFreeThen(order.id, order.number);
  return app.run(actor, (w) => storeMove(w, input, order, { kept: false, match: null }));
}

async function tryToMove(app: MatchingApp<OrdersWork>, actor: Actor, input: Move, attempt: number): Promise<OrderView> {
  const { order, slot } = await app.query(actor, async (w) => {
    const found = await movableOrder(w, input, findOrder);
    return { order: found, slot: await slotOf(w, found, input.at) };
  });
  if (isAt(order, input.at)) return app.query(actor, (w) => viewOrder(w, order));
  const kept = order.worker === null ? undefined : await unlessTaken(app.run(actor, (w) => storeMove(w, input, order, { kept: true })), BUSY);
  if (kept) return kept;
  const match = await matchOrder(app, actor, slot, attempt);
  if (match.picked === null && order.worker !== null) {
    await noteStoppedMatch(app, actor, order, slot, match);
    throw match.stopped ? matchingStopped(order.id, order.number, match.stopped.program) : nobodyFreeThen(order.id, order.number);
  }
  return app.run(actor, (w) => storeMove(w, input, order, { kept: false, match }));
}

/** The order, if this person may move it now to that time; throws what stands against it. */
async function movableOrder(w: OrdersWork, { order: reference, at, reason }: Move, find: typeof findOrder): Promise<Order> {
  const order = await find(w, reference);
  allow(w, 'move-order', order.client);
  if (reason !== undefined) requiredText('reason', reason, MAX_REASON);
  expectState(order, 'move-order');
  if (isAt(order, at)) return order;
  const { move_hours } = await w.orders.policy();
  if (w.now > plusMinutes(order.at, -60 * move_hours)) throw tooLateToMove(order.id, order.number, move_hours);
  await checkTime(w, at);
  return order;
}

/** Puts the order to its new time, if it is still what `seen` was: a worker or time of its own that it got meanwhile is nothing to overwrite. */
async function storeMove(w: OrdersWork, input: Move, seen: Order, comer: Comer): Promise<OrderView> {
  const order = await movableOrder(w, input, takeOrder);
  if (order.worker !== seen.worker || !isAt(order, seen.at)) throw changedMeanwhile(order.id, order.number);
  const slot = await slotOf(w, order, input.at);
  const match = comer.kept ? null : comer.match;
  if (comer.kept && order.worker !== null) await rebookWorker(w, slot, order.worker);
  else await releaseBooking(w, { order: order.id, worker: null });
  if (match) await bookMatch(w, slot, match);
  const worker = comer.kept ? order.worker : (match?.picked ?? null);
  const at = { at: slot.at, endsAt: slot.endsAt };
  if (!(await w.orders.move(order, { ...at, worker: order.worker && worker }))) throw changedMeanwhile(order.id, order.number);
  const assignedAt = order.worker !== null && worker !== order.worker ? w.now : order.assignedAt;
  const moved: Order = { ...order, ...at, worker: order.worker && worker, assignedAt, cannotCome: null };
  if (input.reason !== undefined) await w.orders.note(order.id, 'order_moved', input.reason.trim());
  await w.emit({ type: 'order_moved', from_at: order.at.toISOString(), previous_worker: order.worker, ...factsOf(moved) });
  if (order.worker !== null) await w.emit({ type: 'worker_available', worker: order.worker });
  return viewOrder(w, order.worker === null && worker !== null ? await assignWaiting(w, moved, worker) : moved);
}

/** An order that waited has found its worker by being moved. */
async function assignWaiting(w: OrdersWork, order: Order, worker: string): Promise<Order> {
  const price = order.price ?? (await fixPrice(w, { order: order.id, client: order.client, service: order.service.id, worker }));
  if (!(await w.orders.assign(order, worker, price))) throw changedMeanwhile(order.id, order.number);
  const assigned: Order = { ...order, worker, status: 'assigned', price, assignedAt: w.now };
  await w.emit({ type: 'order_assigned', previous_worker: null, by_hand: false, waited: true, ...factsOf(assigned) });
  return assigned;
}

const isAt = (order: Order, at: Date) => order.at.getTime() === at.getTime();

const BUSY: readonly string[] = ['staffing.worker_not_free', 'staffing.worker_not_active'];
/** Whoever was overtaken begins anew, with the order as it is then: a second tap finds it moved. */
const TAKEN: readonly string[] = [...BUSY, 'orders.changed_meanwhile'];

/** What came of it; undefined where somebody was faster, or that time was taken before. */
async function unlessTaken<T>(work: Promise<T>, codes = TAKEN): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof DomainError && codes.includes(error.code)) return undefined;
    throw error;
  }
}
