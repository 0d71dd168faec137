import type { UsersWork } from './work';

/** Erases who a person is, for good; its number stays as the pseudonym (U5). For other contexts, which authorise themselves and hold the person. */
export async function erasePerson(w: UsersWork, id: string): Promise<void> {
  await w.users.erase(id);
  await w.users.deactivate(id);
  await w.emit({ type: 'user_anonymised', person: id });
}
