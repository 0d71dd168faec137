import { DomainError } from '../shared/errors';

/** No kit was asked for by this order. */
export const kitNotFound = (order: string) => new DomainError('consumables.kit_not_found', 'not_found', { order });
/** The kit's order ended; nothing is to be handed out. */
export const kitWithdrawn = (order: string) => new DomainError('consumables.kit_withdrawn', 'conflict', { order });
/** The order may start without a kit already, or has it. */
export const kitAlreadyIssued = (order: string) => new DomainError('consumables.kit_already_issued', 'conflict', { order });
