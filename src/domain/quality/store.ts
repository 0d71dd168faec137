import type { Review } from './review';

/** The tables of reviews, and of what clients say was wrong. */
export interface QualityStore {
  /** Makes those who look at the same order queue up. */
  lock(order: string): Promise<void>;
  open(review: Pick<Review, 'id' | 'order' | 'reason'>): Promise<boolean>;
  /** By the review's id, or by its order's id or number; of several the open one, else the newest. */
  review(reference: string): Promise<Review | undefined>;
  /** Open ones first, then newest. */
  reviews(filter: { open?: boolean }): Promise<Review[]>;
  addComplaint(complaint: { review: string; order: string; client: string; words: string }): Promise<void>;
  /** Erases what a client ever said was wrong; that it did stays. */
  eraseComplaints(client: string): Promise<void>;
  close(id: string, verdict: string, note: string): Promise<boolean>;
}
