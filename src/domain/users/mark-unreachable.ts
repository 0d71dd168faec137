import { allow } from './permissions';
import type { UsersWork } from './work';

/** Notes that a person's chat cannot be written to, or can again (N2). */
export async function markUnreachable(w: UsersWork, input: { person: string; unreachable: boolean }): Promise<void> {
  allow(w, 'mark-unreachable');
  await w.users.setUnreachable(input.person, input.unreachable);
}
