import { DomainError } from '../shared/errors';

/** No review has this id or speaks of this order. */
export const reviewNotFound = (review: string) => new DomainError('quality.review_not_found', 'not_found', { review });
/** The review is closed. */
export const reviewClosed = (review: string) => new DomainError('quality.review_closed', 'conflict', { review });
/** Nobody reviews an order that they matched by hand or completed (Q2). */
export const ownWork = (review: string) => new DomainError('quality.own_work', 'forbidden', { review });
/** The order is not over, or was called off: there is nothing to say of how it went. */
export const nothingToTell = (order: number) => new DomainError('quality.nothing_to_tell', 'conflict', { order });
/** The client has said what was wrong with this order: once is enough. */
export const alreadyTold = (order: number) => new DomainError('quality.already_told', 'conflict', { order });
