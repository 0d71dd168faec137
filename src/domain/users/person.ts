import type { Language, Role } from '../shared/work';
import { badText } from './errors';

/** Someone with an account; `name` is gone once the person is anonymised. */
export interface Person {
  id: string;
  /** Shown as `C-000042`. */
  number: number;
  name: string;
  language: Language;
  status: 'active' | 'deactivated';
  roles: Role[];
  /** The linked Telegram chat, if there is one. */
  chatId: number | null;
  /** Since when the chat cannot be written to. */
  unreachableSince: Date | null;
}

/** Invitations are good for so many days. */
export const INVITATION_DAYS = 30;

/** Trims a text a person typed, without control characters; a name is one line; throws `users.bad_text` where it is empty or longer than `max` characters. */
export function requiredText(field: string, text: string, max: number): string {
  const trimmed = text.replace(field === 'name' ? /\p{Cc}/gu : /[^\P{Cc}\n]/gu, ' ').trim();
  if (trimmed === '' || [...trimmed].length > max) throw badText(field, max);
  return trimmed;
}
