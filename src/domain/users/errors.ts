import { DomainError } from '../shared/errors';

/** The actor's roles do not permit the use case. */
export const forbidden = (useCase: string, role: string) => new DomainError('users.forbidden', 'forbidden', { use_case: useCase, role });
/** Several people have this name; `names` tells who they are. */
export const personAmbiguous = (person: string, names: string) => new DomainError('users.person_ambiguous', 'invalid', { person, names });
/** No person has this id, number or name. */
export const personNotFound = (person: string) => new DomainError('users.person_not_found', 'not_found', { person });
/** The code is unknown, spent or expired: one answer for all three. */
export const invitationInvalid = () => new DomainError('users.invitation_invalid', 'invalid');
/** This chat belongs to another person already. */
export const chatTaken = () => new DomainError('users.chat_taken', 'conflict');
/** The database has its first admin already. */
export const alreadyInitialised = () => new DomainError('users.already_initialised', 'conflict');
/** There is no first admin yet. */
export const notInitialised = () => new DomainError('users.not_initialised', 'unavailable');
/** Nobody is signed in on this machine. */
export const notSignedIn = () => new DomainError('users.not_signed_in', 'forbidden');
/** The last active admin must stay (U4). */
export const lastAdmin = () => new DomainError('users.last_admin', 'conflict');
/** `candidate` and `worker` come only through staffing (U1). */
export const roleNotGiven = (role: string) => new DomainError('users.role_not_given', 'invalid', { role });
/** A person needs at least one role. */
export const noRole = () => new DomainError('users.no_role', 'invalid');
/** A text that must not be empty, or is too long. */
export const badText = (field: string, max: number) => new DomainError('users.bad_text', 'invalid', { field, max });
/** The person is deactivated already. */
export const alreadyDeactivated = (person: string) => new DomainError('users.already_deactivated', 'conflict', { person });
/** The person is not deactivated. */
export const notDeactivated = (person: string) => new DomainError('users.not_deactivated', 'conflict', { person });
/** A client with open orders, of these numbers, cannot be deactivated (U4). */
export const clientHasOrders = (person: string, orders: readonly number[]) => new DomainError('users.client_has_orders', 'conflict', { person, names: orders.join(', ') });
