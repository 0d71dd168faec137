import { DomainError } from '../shared/errors';

/** No review has this id or speaks of this order. */
export const reviewNotFound = (review: string) => new DomainError('quality.review_not_found', 'not_found', { review });
/** The review is closed. */
export const reviewClosed = (review: string) => new DomainError('quality.review_closed', 'conflict', { review });
/** Nobody reviews an order that they matched by hand or completed (Q2). */
export const ownWork = (review: string) => new DomainError('quality.own_work', 'forbidden', { review });
