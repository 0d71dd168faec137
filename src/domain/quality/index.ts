export { closeReview } from './close-review';
export type { QualityEvent } from './events';
export { listReviews, showReview } from './list-reviews';
export { openReview } from './open-review';
export { canComplain, complaintState, eraseComplaints, MAX_COMPLAINT, reportComplaint } from './report-complaint';
export type { Review } from './review';
export type { QualityWork } from './work';
