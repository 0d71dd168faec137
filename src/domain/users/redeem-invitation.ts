import { sha256 } from './add-user';
import { chatTaken, invitationInvalid, personNotFound } from './errors';
import { allow } from './permissions';
import type { Person } from './person';
import type { UsersWork } from './work';

/** Spends an invitation and links the chat to its person (U2); throws `users.invitation_invalid` or `users.chat_taken`. */
export async function redeemInvitation(w: UsersWork, input: { code: string; chatId: number }): Promise<Person> {
  allow(w, 'redeem-invitation');
  const invited = await w.users.spendInvitation(sha256(input.code.trim()));
  if (!invited) throw invitationInvalid();
  if (!(await w.users.link(invited, input.chatId))) throw chatTaken();
  await w.emit({ type: 'telegram_linked', person: invited });
  const person = await w.users.person(invited);
  if (!person) throw personNotFound(invited);
  return person;
}
