import type { QualityWork } from './work';

/** Opens the review of a failed or cancelled order (Q1). */
export async function openReview(
  w: QualityWork,
  event: { type: 'order_failed' | 'order_cancelled'; order: string; number: number },
): Promise<void> {
  const id = w.newId();
  const reason = event.type === 'order_failed' ? 'failed' : 'cancelled';
  if (await w.quality.open({ id, order: { id: event.order, number: event.number }, reason })) {
    await w.emit({ type: 'review_opened', review: id, order: event.order, number: event.number, reason });
  }
}
