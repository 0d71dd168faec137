import type { AppWork } from '../app';
import { orderTimeline, showOrder, type OrderView, type TimelineEntry } from '../domain/orders';
import { listReviews, showReview, type Review } from '../domain/quality';
import { catNumber } from '../domain/shared/ids';
import type { Question } from './ask';
import type { Look } from './choose';
import { priceSum } from './money';
import { nothingToChoose } from './usage';

/** A review with its order and all that happened to it. */
export interface Reviewed {
  review: Review;
  order: OrderView;
  history: TimelineEntry[];
}

/** An open review, by the number of its order. */
export const askReview = (given: string | undefined, look: Look): Question<string> => ({
  name: 'ID',
  given,
  ask: async (prompts) => {
    const reviews = await look((w) => listReviews(w, { open: true }));
    if (reviews.length === 0) throw nothingToChoose('review');
    return prompts.search('Review of order', reviews.map(({ id, order, reason }) => ({ name: `${order.number}, ${reason}`, value: id })));
  },
});

/** Everything a reviewer looks at. */
export async function reviewed(w: AppWork, reference: string): Promise<Reviewed> {
  const review = await showReview(w, reference);
  return { review, order: await showOrder(w, review.order.id), history: await orderTimeline(w, review.order.id) };
}

/** The title and the fields of a review's card. */
export function reviewCard({ review, order }: Reviewed): [string, Record<string, string | null>] {
  return [
    `Review of order ${order.number} · ${[order.status, order.endReason].filter(Boolean).join(', ')} · ${review.status}`,
    {
      client: `${order.client.name} ${catNumber(order.client.number)}`,
      worker: order.worker && `${order.worker.name} ${catNumber(order.worker.number)}`,
      service: order.service.nameEn,
      place: order.place,
      price: order.price && priceSum(order.price),
      supplies: order.supplies,
      said: order.endNote,
      verdict: review.verdict,
      note: review.note,
    },
  ];
}
