import { randomBytes } from 'node:crypto';

import type { Actor, Channel, Language } from '../shared/work';
import { register, sha256, type Invitation } from './add-user';
import { alreadyInitialised } from './errors';
import type { Person } from './person';
import type { UsersWork } from './work';

/** Makes the first admin and signs this machine in; refused once anybody exists (U3). The token is shown once. */
export async function makeFirstAdmin(
  w: UsersWork,
  input: { name: string; language?: Language },
): Promise<{ admin: Person; token: string; invitation: Invitation }> {
  await w.users.lockAdmins();
  if ((await w.users.people({ role: 'admin' })).length > 0) throw alreadyInitialised();
  const { person, invitation } = await register(w, { ...input, roles: ['admin', 'manager'] });
  const token = randomBytes(32).toString('base64url');
  await w.users.addSession({ tokenSha256: sha256(token), person: person.id });
  return { admin: person, token, invitation };
}

/** Who a session's token stands for; undefined where it is unknown or the person deactivated. */
export async function whoIsSignedIn(w: UsersWork, token: string): Promise<Person | undefined> {
  const person = await w.users.personBySession(sha256(token));
  return person?.status === 'active' ? person : undefined;
}

/** Who writes from a Telegram chat; undefined for strangers. */
export async function whoWrites(w: UsersWork, chatId: number): Promise<Person | undefined> {
  return w.users.personByChat(chatId);
}

/** The actor a person is where it looks at its own account: the deactivated have no role any more, but are still shown all that is theirs (B10). */
export function ownerOf(person: Person | undefined, channel: Channel): Actor {
  return person?.status === 'deactivated' ? { kind: 'person', personId: person.id, roles: [], channel } : actorOf(person, channel);
}

/** The actor a person is in a channel; the deactivated may do nothing. */
export function actorOf(person: Person | undefined, channel: Channel): Actor {
  if (person?.status !== 'active') return { kind: 'stranger', personId: null, roles: [], channel };
  return { kind: 'person', personId: person.id, roles: person.roles, channel };
}
