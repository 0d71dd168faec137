import type { AppWork } from '../app';
import { orderTimeline, showOrder, type OrderView, type TimelineEntry } from '../domain/orders';
import { listReviews, showReview, type Review } from '../domain/quality';
import { catNumber } from '../domain/shared/ids';
import type { Question } from './ask';
import type { Look } from './choose';
import * as json from './json';
import type { Listing } from './list-command';
import { priceSum } from './money';
import { toneOf } from './style';
import { exactAndRelative, relative, type Clock } from './time';
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

/** A review, with what the client says was wrong; null also once the words are erased, when `complained_at` still tells that it did. */
export const reviewJson = (of: Review) => ({
  ...json.review(of),
  complaint: of.complaint?.words ?? null,
  complained_at: of.complaint?.at.toISOString() ?? null,
});

/** Reviews as a list. */
export const reviewList = (clock: Clock): Listing<Review, ReturnType<typeof reviewJson>> => ({
  columns: [
    { head: 'ORDER', of: (row) => String(row.order.number), right: true },
    { head: 'STATUS', of: (row) => row.status, tone: (row) => toneOf(row.status) },
    { head: 'REASON', of: (row) => row.reason },
    { head: 'OPENED', of: (row) => relative(row.openedAt, clock), wide: (row) => exactAndRelative(row.openedAt, clock) },
    { head: 'CLIENT SAYS', of: (row) => row.complaint?.words ?? '', cuttable: true, optional: true },
    { head: 'VERDICT', of: (row) => row.verdict ?? '', cuttable: true },
    { head: 'NOTE', of: (row) => row.note ?? '', cuttable: true, optional: true },
  ],
  json: reviewJson,
  csv: ['id', 'order', 'number', 'reason', 'status', 'opened_at', 'verdict', 'note', 'closed_at', 'complaint', 'complained_at'],
  empty: 'No reviews yet: failed and cancelled orders open them, and complaints.',
  none: 'No review waits. All: mcf reviews list',
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
      complaint: review.complaint && (review.complaint.words ?? '(erased)'),
      verdict: review.verdict,
      note: review.note,
    },
  ];
}
