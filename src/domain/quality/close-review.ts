import { orderTimeline } from '../orders';
import { allow, requiredText } from '../users';
import { ownWork, reviewClosed, reviewNotFound } from './errors';
import { findingOf } from './finding';
import type { Review } from './review';
import type { QualityWork } from './work';

/** Writes down what a review found (Q3), of which statistics read the verdict's first word; refused to whoever matched by hand or completed the order (Q2). */
export async function closeReview(w: QualityWork, input: { review: string; verdict: string; note: string }): Promise<Review> {
  allow(w, 'close-review');
  const verdict = requiredText('verdict', input.verdict, 60);
  const note = requiredText('note', input.note, 2000);
  const review = await takeReview(w, input.review);
  if (await tookPart(w, review)) throw ownWork(review.id);
  if (!(await w.quality.close(review.id, verdict, note))) throw reviewClosed(review.id);
  await w.emit({ type: 'review_closed', review: review.id, order: review.order.id, number: review.order.number, finding: findingOf(verdict), complained: review.complaint?.client ?? null });
  return { ...review, status: 'closed', verdict, note, closedAt: w.now };
}

/** The review as it is once nobody else is adding to it: whoever complains meanwhile is answered too. */
async function takeReview(w: QualityWork, reference: string): Promise<Review> {
  const found = await w.quality.review(reference.trim());
  if (!found) throw reviewNotFound(reference);
  await w.quality.lock(found.order.id);
  return (await w.quality.review(found.id)) ?? found;
}

async function tookPart(w: QualityWork, review: Review): Promise<boolean> {
  const ended = await orderTimeline(w, review.order.id);
  return ended.some(
    ({ actorId, event }) =>
      actorId === w.actor.personId && actorId !== null && (event.type === 'order_completed' || (event.type === 'order_assigned' && event.by_hand === true)),
  );
}
