import type { Language, Role } from '../shared/work';
import type { Person } from './person';

/** The tables of people, roles, invitations, chats and sessions. */
export interface UsersStore {
  person(id: string): Promise<Person | undefined>;
  personByNumber(number: number): Promise<Person | undefined>;
  personByChat(chatId: number): Promise<Person | undefined>;
  personBySession(tokenSha256: string): Promise<Person | undefined>;
  /** By role, ids, or a whole name in any case of its letters. */
  people(filter: { role?: Role; ids?: readonly string[]; name?: string }): Promise<Person[]>;
  add(person: { id: string; name: string; language: Language; roles: readonly Role[] }): Promise<void>;
  /** Adds people with these numbers and one role. */
  addMany(people: readonly { id: string; number: number; name: string }[], role: Role): Promise<void>;
  /** Takes so many numbers out of the series; returns the first. */
  reserveNumbers(count: number): Promise<number>;
  /** Moves the series past a number; whoever wants the next one waits until this unit of work ends. */
  passNumber(number: number): Promise<void>;
  /** Which of these numbers somebody has. */
  takenNumbers(numbers: readonly number[]): Promise<Set<number>>;
  setName(person: string, name: string): Promise<void>;
  /** Removes name, contact, chat link, invitations and sessions; number and roles stay (U5). */
  erase(person: string): Promise<void>;
  grant(person: string, role: Role): Promise<boolean>;
  revoke(person: string, role: Role): Promise<boolean>;
  deactivate(person: string): Promise<boolean>;
  reactivate(person: string): Promise<boolean>;
  setLanguage(person: string, language: Language): Promise<void>;
  addInvitation(invitation: { codeSha256: string; person: string; expiresAt: Date }): Promise<void>;
  /** Spends an unspent, unexpired invitation; returns whom it was for. */
  spendInvitation(codeSha256: string): Promise<string | undefined>;
  /** Links a chat to a person; false where the chat belongs to somebody else. */
  link(person: string, chatId: number): Promise<boolean>;
  setUnreachable(person: string, unreachable: boolean): Promise<void>;
  addSession(session: { tokenSha256: string; person: string }): Promise<void>;
  /** Makes concurrent units of work that rely on a person's being active wait for its deactivation, and the reverse. */
  lockPerson(person: string): Promise<void>;
  /** Makes concurrent changes of the set of admins wait for each other. */
  lockAdmins(): Promise<void>;
}
