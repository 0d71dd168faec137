import { isId, parseCatNumber } from '../shared/ids';
import type { Role } from '../shared/work';
import { personNotFound } from './errors';
import { allow } from './permissions';
import type { Person } from './person';
import type { UsersWork } from './work';

/** Finds a person by id or by number (`C-000042`); throws `users.person_not_found`. For other contexts, which authorise themselves. */
export async function findPerson(w: UsersWork, reference: string): Promise<Person> {
  const number = parseCatNumber(reference);
  const found = number === undefined ? isId(reference) && (await w.users.person(reference.toLowerCase())) : await w.users.personByNumber(number);
  if (!found) throw personNotFound(reference);
  return found;
}

/** A person as it is now, who is not deactivated before this unit of work ends. For other contexts, which authorise themselves. */
export async function holdPerson(w: UsersWork, id: string): Promise<Person> {
  await w.users.lockPerson(id);
  return findPerson(w, id);
}

/** One person, for staff or for the person itself. */
export async function showPerson(w: UsersWork, reference: string): Promise<Person> {
  const person = await findPerson(w, reference);
  allow(w, 'show-person', person.id);
  return person;
}

/** People, by role if one is named; newest last. For staff. */
export async function listPeople(w: UsersWork, filter: { role?: Role } = {}): Promise<Person[]> {
  allow(w, 'list-people');
  return w.users.people(filter);
}

/** People by id, for the names beside other contexts' rows. */
export async function peopleById(w: UsersWork, ids: readonly string[]): Promise<Map<string, Person>> {
  if (ids.length === 0) return new Map();
  return new Map((await w.users.people({ ids: [...new Set(ids)] })).map((person) => [person.id, person]));
}

/** Active people in a role: whom notifications tell about that role's work. */
export async function peopleInRole(w: UsersWork, role: Role): Promise<Person[]> {
  return (await w.users.people({ role })).filter((person) => person.status === 'active');
}
