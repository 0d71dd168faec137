import { allow } from '../users';
import { reviewNotFound } from './errors';
import type { Review } from './review';
import type { QualityWork } from './work';

/** Reviews: open ones first, then newest. */
export async function listReviews(w: QualityWork, filter: { open?: boolean } = {}): Promise<Review[]> {
  allow(w, 'list-reviews');
  return w.quality.reviews(filter);
}

/** One review by its id, or by its order's id or number. */
export async function showReview(w: QualityWork, reference: string): Promise<Review> {
  allow(w, 'list-reviews');
  const review = await w.quality.review(reference.trim());
  if (!review) throw reviewNotFound(reference);
  return review;
}
