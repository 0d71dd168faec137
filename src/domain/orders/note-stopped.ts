import type { Actor, Runner } from '../shared/work';
import { noteStopped, type Match, type Slot } from '../staffing';
import type { Order } from './order';
import { takeOrder } from './show-order';
import type { OrdersWork } from './work';

/**
 * Notes that a program's failure stopped an order's match, unless the order is no longer what it was when it was matched: nobody needs an alert about one
 * that was cancelled, moved or given to somebody meanwhile (M2, M5).
 */
export async function noteStoppedMatch(app: Runner<OrdersWork>, actor: Actor, seen: Order, slot: Slot, match: Match): Promise<void> {
  if (!match.stopped) return;
  await app.run(actor, async (w) => {
    const order = await takeOrder(w, seen.id);
    if (order.status === seen.status && order.worker === seen.worker && order.at.getTime() === seen.at.getTime()) await noteStopped(w, slot, match);
  });
}
