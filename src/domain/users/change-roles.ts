import type { Role } from '../shared/work';
import { lastAdmin, noRole, personNotFound, roleNotGiven } from './errors';
import { allow } from './permissions';
import type { Person } from './person';
import type { UsersWork } from './work';

/** Gives and takes roles; the last admin stays, and `candidate` and `worker` are left to staffing (U1, U4). */
export async function changeRoles(
  w: UsersWork,
  input: { person: string; add: readonly Role[]; remove: readonly Role[] },
): Promise<Person> {
  allow(w, 'change-roles');
  const byStaffing = [...input.add, ...input.remove].find((role) => role === 'candidate' || role === 'worker');
  if (byStaffing) throw roleNotGiven(byStaffing);
  const person = await w.users.person(input.person);
  if (!person) throw personNotFound(input.person);
  if (input.remove.includes('admin')) await keepAnAdmin(w, person.id);
  if (person.roles.concat(input.add).every((role) => input.remove.includes(role))) throw noRole();
  await changeRolesOf(w, person.id, input);
  return (await w.users.person(person.id)) ?? person;
}

/** Gives and takes any role, without asking who wants it: staffing turns candidates into workers by it. */
export async function changeRolesOf(
  w: UsersWork,
  person: string,
  change: { add: readonly Role[]; remove: readonly Role[] },
): Promise<void> {
  for (const role of change.add) {
    if (await w.users.grant(person, role)) await w.emit({ type: 'roles_changed', person, role, granted: true });
  }
  for (const role of change.remove) {
    if (await w.users.revoke(person, role)) await w.emit({ type: 'roles_changed', person, role, granted: false });
  }
}

/** Throws `users.last_admin` unless another active admin remains. */
export async function keepAnAdmin(w: UsersWork, leaving: string): Promise<void> {
  await w.users.lockAdmins();
  const admins = await w.users.people({ role: 'admin' });
  if (!admins.some((admin) => admin.id !== leaving && admin.status === 'active')) throw lastAdmin();
}
