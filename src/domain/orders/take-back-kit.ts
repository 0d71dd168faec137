import { kitInUse, takeBackIssue, type IssuedKit } from '../consumables';
import { allow, requiredText } from '../users';
import { MAX_REASON } from './reasons';
import { takeOrder } from './show-order';
import type { OrdersWork } from './work';

/** Takes back that the kit of an order was handed out, with a reason, while the order has not begun (C1, O3): it is asked for anew. */
export async function takeBackKit(w: OrdersWork, input: { order: string; reason: string }): Promise<IssuedKit> {
  const order = await takeOrder(w, input.order);
  allow(w, 'take-back-issue');
  const note = requiredText('reason', input.reason, MAX_REASON);
  if (order.status !== 'assigned' && order.status !== 'unmatched') throw kitInUse(order.id, order.number, order.status);
  const kit = await takeBackIssue(w, { order: order.id });
  await w.orders.note(order.id, 'supplies_issue_taken_back', note);
  return kit;
}
