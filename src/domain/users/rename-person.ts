import { requiredText } from './person';
import type { UsersWork } from './work';

/** Calls a person by another name. For other contexts, which authorise themselves. */
export async function renamePerson(w: UsersWork, id: string, name: string): Promise<void> {
  await w.users.setName(id, requiredText('name', name, 100));
}
