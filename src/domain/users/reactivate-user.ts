import { notDeactivated, personNotFound } from './errors';
import { allow } from './permissions';
import type { Person } from './person';
import type { UsersWork } from './work';

/** Gives a deactivated person the account back, with its roles and chat; staffing takes its worker into the pool again (U4). Whoever was purged stays gone. */
export async function reactivateUser(w: UsersWork, input: { person: string }): Promise<Person> {
  allow(w, 'reactivate-user');
  await w.users.lockPerson(input.person);
  const person = await w.users.person(input.person);
  if (!person || person.name === '') throw personNotFound(input.person);
  if (!(await w.users.reactivate(person.id))) throw notDeactivated(person.id);
  await w.emit({ type: 'user_reactivated', person: person.id });
  return { ...person, status: 'active' };
}
