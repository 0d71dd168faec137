import type { Role } from '../shared/work';
import type { UsersWork } from './work';

/**
 * Takes numbers for people who are to be added: those that were given, of which `taken` belong to somebody already, and so many
 * new ones. Nobody else is given any of them before this unit of work ends. For other contexts, which authorise themselves.
 */
export async function takeNumbers(w: UsersWork, given: readonly number[], fresh: number): Promise<{ taken: Set<number>; first: number }> {
  if (given.length > 0) await w.users.passNumber(given.reduce((most, number) => Math.max(most, number), 0));
  const taken = await w.users.takenNumbers(given);
  return { taken, first: fresh > 0 ? await w.users.reserveNumbers(fresh) : 0 };
}

/** Adds many people at once, with numbers from `takeNumbers` and without invitations. */
export async function registerMany(w: UsersWork, people: readonly { id: string; number: number; name: string }[], role: Role): Promise<void> {
  await w.users.addMany(people, role);
}
