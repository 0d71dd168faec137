import type { ReviewFinding } from '../staffing';

/** What happens to reviews. */
export type QualityEvent =
  | { type: 'review_opened'; review: string; order: string; number: number; reason: string }
  | { type: 'complaint_received'; review: string; order: string; number: number; client: string }
  /** `complained` is the client who said what was wrong, and is to hear that it was looked into. */
  | { type: 'review_closed'; review: string; order: string; number: number; finding: ReviewFinding; complained: string | null };
