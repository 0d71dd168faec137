import { keepAnAdmin } from './change-roles';
import { alreadyDeactivated, personNotFound } from './errors';
import { allow } from './permissions';
import type { Person } from './person';
import type { UsersWork } from './work';

/** Deactivates a person, who is never deleted; orders and staffing react to it (U4). */
export async function deactivateUser(w: UsersWork, input: { person: string }): Promise<Person> {
  allow(w, 'deactivate-user');
  await w.users.lockPerson(input.person);
  const person = await w.users.person(input.person);
  if (!person) throw personNotFound(input.person);
  if (person.roles.includes('admin')) await keepAnAdmin(w, person.id);
  if (!(await w.users.deactivate(person.id))) throw alreadyDeactivated(person.id);
  await w.emit({ type: 'user_deactivated', person: person.id });
  return { ...person, status: 'deactivated' };
}
