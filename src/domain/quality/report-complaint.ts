import { showOrder, type OrderView } from '../orders';
import { allow, requiredText } from '../users';
import { alreadyTold, nothingToTell, reviewNotFound } from './errors';
import { addReview } from './open-review';
import type { Review } from './review';
import type { QualityWork } from './work';

/** The longest words on what was wrong, in characters. */
export const MAX_COMPLAINT = 2000;

/** Whether a client may say that something was wrong: the order was done, or was to be; however long ago. */
export function canComplain({ status }: Pick<OrderView, 'status'>): boolean {
  return status === 'completed' || status === 'failed';
}

/**
 * A client says what was wrong with an order, once: an open review of it keeps the words, else they open one (Q1). By themselves they change
 * neither ratings nor money. The same words again change nothing; throws `quality.already_told` on others.
 */
export async function reportComplaint(w: QualityWork, input: { order: string; words: string }): Promise<Review> {
  const order = await showOrder(w, input.order);
  allow(w, 'report-complaint', order.client.id);
  const words = requiredText('complaint', input.words, MAX_COMPLAINT);
  if (!canComplain(order)) throw nothingToTell(order.number);
  await w.quality.lock(order.id);
  const last = await w.quality.review(order.id);
  if (last?.complaint?.words === words) return last;
  if (last?.complaint) throw alreadyTold(order.number);
  if (last?.status !== 'open') await addReview(w, order, 'complaint');
  const review = await w.quality.review(order.id);
  if (!review) throw reviewNotFound(order.id);
  const client = order.client.id;
  await w.quality.addComplaint({ review: review.id, order: order.id, client, words });
  await w.emit({ type: 'complaint_received', review: review.id, order: order.id, number: order.number, client });
  return { ...review, complaint: { client, at: w.now, words } };
}

/** How what the client said of an order stands: it is looked into, or was; null where it said nothing. */
export async function complaintState(w: QualityWork, order: Pick<OrderView, 'id' | 'client'>): Promise<Review['status'] | null> {
  allow(w, 'show-order', order.client.id);
  const last = await w.quality.review(order.id);
  return last?.complaint ? last.status : null;
}

/** Erases what a person said as a client as the person is erased (U5). Users have authorised it. */
export async function eraseComplaints(w: QualityWork, { person }: { person: string }): Promise<void> {
  await w.quality.eraseComplaints(person);
}
