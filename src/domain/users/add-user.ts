import { createHash, randomBytes } from 'node:crypto';

import type { Language, Role } from '../shared/work';
import { alreadyDeactivated, chatTaken, noRole, personNotFound, roleNotGiven } from './errors';
import { allow } from './permissions';
import { INVITATION_DAYS, requiredText, type Person } from './person';
import type { UsersWork } from './work';

/** An invitation as it is shown, once: only its hash is kept. */
export interface Invitation {
  code: string;
  expiresAt: Date;
}

/** Adds a client or a member of staff with a single-use invitation to the chat (U1, U2). */
export async function addUser(
  w: UsersWork,
  input: { name: string; roles: readonly Role[]; language?: Language },
): Promise<{ person: Person; invitation: Invitation }> {
  allow(w, 'add-user');
  if (input.roles.length === 0) throw noRole();
  const byStaffing = input.roles.find((role) => role === 'candidate' || role === 'worker');
  if (byStaffing) throw roleNotGiven(byStaffing);
  return register(w, input);
}

/** Adds a person in any role; staffing registers its candidates through it. */
export async function register(
  w: UsersWork,
  input: { name: string; roles: readonly Role[]; language?: Language },
): Promise<{ person: Person; invitation: Invitation }> {
  const person = await addPerson(w, input);
  return { person, invitation: await invite(w, person.id) };
}

/** Adds somebody who writes from a chat that was nobody's; throws `users.chat_taken`. Staffing registers strangers who apply through it. */
export async function registerInChat(
  w: UsersWork,
  input: { name: string; roles: readonly Role[]; language: Language; chatId: number },
): Promise<Person> {
  const person = await addPerson(w, input);
  if (!(await w.users.link(person.id, input.chatId))) throw chatTaken();
  await w.emit({ type: 'telegram_linked', person: person.id });
  return { ...person, chatId: input.chatId };
}

async function addPerson(w: UsersWork, input: { name: string; roles: readonly Role[]; language?: Language }): Promise<Person> {
  const id = w.newId();
  const name = requiredText('name', input.name, 100);
  await w.users.add({ id, name, language: input.language ?? 'en', roles: [...new Set(input.roles)] });
  await w.emit({ type: 'user_registered', person: id });
  const person = await w.users.person(id);
  if (!person) throw personNotFound(id);
  return person;
}

/** Makes a fresh invitation for a person who has none that works (U2). */
export async function inviteUser(w: UsersWork, input: { person: string }): Promise<{ person: Person; invitation: Invitation }> {
  allow(w, 'invite-user');
  const person = await w.users.person(input.person);
  if (!person) throw personNotFound(input.person);
  if (person.status !== 'active') throw alreadyDeactivated(person.id);
  // A new chat takes the account over: only an admin may hand out another admin's.
  if (person.roles.includes('admin')) allow(w, 'add-user');
  return { person, invitation: await invite(w, person.id) };
}

/** The form in which codes and tokens are kept. */
export function sha256(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

async function invite(w: UsersWork, person: string): Promise<Invitation> {
  const code = randomBytes(9).toString('base64url');
  const expiresAt = new Date(w.now.getTime() + INVITATION_DAYS * 86_400_000);
  await w.users.addInvitation({ codeSha256: sha256(code), person, expiresAt });
  return { code, expiresAt };
}
