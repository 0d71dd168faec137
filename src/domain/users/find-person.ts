import { catNumber, isId, parseCatNumber } from '../shared/ids';
import type { Role } from '../shared/work';
import { personAmbiguous, personNotFound } from './errors';
import { allow, reach } from './permissions';
import type { Person } from './person';
import type { UsersWork } from './work';

/** More namesakes than that are not told one by one. */
const MOST_TOLD = 8;

/**
 * Finds a person by id, by number (`C-000042`), or for staff by its whole name; throws `users.person_not_found` or `users.person_ambiguous`. For other
 * contexts, which authorise themselves.
 */
export async function findPerson(w: UsersWork, reference: string): Promise<Person> {
  const number = parseCatNumber(reference);
  const found = number !== undefined ? await w.users.personByNumber(number) : isId(reference) ? await w.users.person(reference.toLowerCase()) : await personByName(w, reference);
  if (!found) throw personNotFound(reference);
  return found;
}

/** The one person of that name, in any case of its letters; whoever is active comes before those who no longer are. */
async function personByName(w: UsersWork, reference: string): Promise<Person | undefined> {
  const name = reference.trim();
  if (name === '' || reach(w.actor, 'list-people') !== 'any') return undefined;
  const everybody = await w.users.people({ name });
  const active = everybody.filter(({ status }) => status === 'active');
  const namesakes = active.length > 0 ? active : everybody;
  if (namesakes.length > 1) throw personAmbiguous(reference, namesakesText(namesakes));
  return namesakes[0];
}

function namesakesText(namesakes: readonly Person[]): string {
  const told = namesakes.slice(0, MOST_TOLD).map(({ number, name }) => `${catNumber(number)} ${name}`);
  return [...told, ...(namesakes.length > told.length ? [`+${namesakes.length - told.length}`] : [])].join(', ');
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
