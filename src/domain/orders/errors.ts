import { DomainError } from '../shared/errors';

/** No order has this id or number. */
export const orderNotFound = (order: string) => new DomainError('orders.not_found', 'not_found', { order });
/** No service has this id or name. */
export const serviceNotFound = (service: string) => new DomainError('orders.service_not_found', 'not_found', { service });
/** The service is no longer offered. */
export const serviceRetired = (service: string) => new DomainError('orders.service_retired', 'conflict', { service });
/** An active service has this name already. */
export const serviceExists = (name: string) => new DomainError('orders.service_exists', 'conflict', { name });
/** A service takes 15 to 480 minutes. */
export const badMinutes = () => new DomainError('orders.bad_minutes', 'invalid');
/** The person is no active client. */
export const notAClient = (client: string) => new DomainError('orders.not_a_client', 'invalid', { client });
/** The time has passed or comes too soon (O1). */
export const tooSoon = (minutes: number) => new DomainError('orders.too_soon', 'invalid', { minutes });
/** The time is too far ahead (O1). */
export const tooFar = (days: number) => new DomainError('orders.too_far', 'invalid', { days });
/** Supplies must be issued before the start (O3). */
export const suppliesNotIssued = (order: string, number: number) =>
  new DomainError('orders.supplies_not_issued', 'conflict', { order, number });
/** The order's state does not allow this (O3). */
export const wrongState = (order: string, number: number, status: string, wanted: string) =>
  new DomainError('orders.wrong_state', 'conflict', { order, number, status, wanted });
/** The worker has the order already. */
export const sameWorker = (order: string, number: number) => new DomainError('orders.same_worker', 'conflict', { order, number });
/** The order was copied once already (O5). */
export const alreadyCopied = (order: string, number: number) => new DomainError('orders.already_copied', 'conflict', { order, number });
/** A photo of a kind we do not keep, or too large. */
export const badPhoto = (max_mb: number) => new DomainError('orders.bad_photo', 'invalid', { max_mb });
