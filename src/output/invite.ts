import type { Config } from '../config';
import type { Role } from '../domain/shared/work';
import type { Invitation } from '../domain/users';
import { readRuntime } from '../runtime';
import type { Question } from './ask';
import { invitation } from './people';

/** An invitation in JSON, with the link into the chat of the bot that runs here. */
export const invited = (made: Invitation, settings: Config) => invitation(made, readRuntime(settings));

const BY_HAND: readonly Role[] = ['client', 'manager', 'supplies', 'admin'];

/** The roles that are given by hand; at least one. */
export const askRoles = (given: Role[] | undefined): Question<Role[]> => ({
  name: '--role',
  given: given?.length ? given : undefined,
  ask: async (prompts) => [await prompts.pick('Role', BY_HAND.map((role) => ({ name: role, value: role })))],
});

/** Yes or no to a candidate. */
export const askVerdict = (given: { accept: boolean; reject: boolean }): Question<boolean> => ({
  name: '--accept or --reject',
  given: given.reject ? false : given.accept || undefined,
  ask: (prompts) => prompts.pick('Decision', [{ name: 'accept', value: true }, { name: 'reject', value: false }]),
});
