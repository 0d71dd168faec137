import type { Review } from './review';

/** The table of reviews. */
export interface QualityStore {
  open(review: Pick<Review, 'id' | 'order' | 'reason'>): Promise<boolean>;
  /** By the review's id, or by its order's id or number. */
  review(reference: string): Promise<Review | undefined>;
  /** Open ones first, then newest. */
  reviews(filter: { open?: boolean }): Promise<Review[]>;
  close(id: string, verdict: string, note: string): Promise<boolean>;
}
