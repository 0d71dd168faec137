import { DomainError } from '../shared/errors';

/** No candidate has this id or number. */
export const candidateNotFound = (candidate: string) => new DomainError('staffing.candidate_not_found', 'not_found', { candidate });
/** The candidate was decided on like this already. */
export const alreadyDecided = (candidate: string, status: string) =>
  new DomainError('staffing.already_decided', 'conflict', { candidate, status });
/** An accepted candidate is a worker, who is deactivated instead of rejected. */
export const alreadyWorker = (candidate: string) => new DomainError('staffing.already_worker', 'conflict', { candidate });
/** The person behind the application is deactivated. */
export const candidateNotActive = (candidate: string) => new DomainError('staffing.candidate_not_active', 'conflict', { candidate });
/** No worker has this id or number. */
export const workerNotFound = (worker: string) => new DomainError('staffing.worker_not_found', 'not_found', { worker });
/** The worker is deactivated. */
export const workerNotActive = (worker: string) => new DomainError('staffing.worker_not_active', 'conflict', { worker });
/** The worker is booked or absent at that time (M4). */
export const workerNotFree = (worker: string) => new DomainError('staffing.worker_not_free', 'conflict', { worker });
/** A client cannot work for itself. */
export const workerIsClient = (worker: string) => new DomainError('staffing.worker_is_client', 'invalid', { worker });
/** The age of a cat is a whole number of years from 0 to 40. */
export const badAge = () => new DomainError('staffing.bad_age', 'invalid');
/** An absence ends after it begins, and not in the past. */
export const badAbsence = () => new DomainError('staffing.bad_absence', 'invalid');
