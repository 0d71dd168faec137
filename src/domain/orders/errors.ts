import { DomainError } from '../shared/errors';

/** No order has this id or number. */
export const orderNotFound = (order: string) => new DomainError('orders.not_found', 'not_found', { order });
/** No service has this id or name; `nearest` is one that has a name like it. */
export const serviceNotFound = (service: string, nearest?: string) =>
  new DomainError('orders.service_not_found', 'not_found', nearest === undefined ? { service } : { service, problem: 'near', nearest });
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
/** The order's state does not allow this (O3): it takes one of the `wanted` states, and from where it is it `can` do other things. */
export const wrongState = (order: string, number: number, status: string, wanted: readonly string[], can: readonly string[]) =>
  new DomainError('orders.wrong_state', 'conflict', { order, number, status, wanted: wanted.join(', '), problem: wanted.join('_'), can: can.join(', ') });
/** The reason has a name that may not be given here; `codes` are those that may. */
export const badReason = (reason: string, codes: string) => new DomainError('orders.bad_reason', 'invalid', { reason, codes });
/** An order is moved up to so many hours before its time (O9). */
export const tooLateToMove = (order: string, number: number, hours: number) => new DomainError('orders.too_late_to_move', 'conflict', { order, number, hours });
/** Its time came while nobody had the order: it is about to be cancelled, and nobody is given it any more (M5). */
export const tooLateToMatch = (order: string, number: number) => new DomainError('orders.too_late_to_match', 'conflict', { order, number });
/** Nobody is free at the time an order should be moved to; it stays where it is (O9). */
export const nobodyFreeThen = (order: string, number: number) => new DomainError('orders.nobody_free_then', 'conflict', { order, number });
/** The program that should have helped to find somebody for the new time failed; the order stays where it is (M2, O9). */
export const matchingStopped = (order: string, number: number, program: string) => new DomainError('orders.matching_stopped', 'unavailable', { order, number, program });
/** Somebody else changed the order at the same time, again and again. */
export const changedMeanwhile = (order: string, number: number) => new DomainError('orders.changed_meanwhile', 'conflict', { order, number });
/** The worker has said already that it cannot come to this order. */
export const alreadyReported = (order: string, number: number) => new DomainError('orders.already_reported', 'conflict', { order, number });
/** The order has no photo of this kind. */
export const noPhoto = (order: string, number: number, kind: string) => new DomainError('orders.no_photo', 'not_found', { order, number, kind });
/** An order is matched again only while it has no worker, or one who cannot come. */
export const stillComes = (order: string, number: number, worker: string) => new DomainError('orders.still_comes', 'conflict', { order, number, worker });
/** The worker has the order already. */
export const sameWorker = (order: string, number: number) => new DomainError('orders.same_worker', 'conflict', { order, number });
/** The order was copied once already (O5). */
export const alreadyCopied = (order: string, number: number) => new DomainError('orders.already_copied', 'conflict', { order, number });
/** A photo of a kind we do not keep, or too large. */
export const badPhoto = (max_mb: number) => new DomainError('orders.bad_photo', 'invalid', { max_mb });
