import type { Review } from './review';
import type { QualityWork } from './work';

/** Opens the review of a failed or cancelled order (Q1). */
export async function openReview(
  w: QualityWork,
  event: { type: 'order_failed' | 'order_cancelled'; order: string; number: number },
): Promise<void> {
  await addReview(w, { id: event.order, number: event.number }, event.type === 'order_failed' ? 'failed' : 'cancelled');
}

/** Opens a review, unless one of this order is open already. */
export async function addReview(w: QualityWork, { id: order, number }: Review['order'], reason: Review['reason']): Promise<void> {
  const id = w.newId();
  if (await w.quality.open({ id, order: { id: order, number }, reason })) await w.emit({ type: 'review_opened', review: id, order, number, reason });
}
