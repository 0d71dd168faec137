import type { ReviewFinding } from '../staffing';

/** What happens to reviews. */
export type QualityEvent =
  | { type: 'review_opened'; review: string; order: string; number: number; reason: string }
  | { type: 'review_closed'; review: string; order: string; number: number; finding: ReviewFinding };
