import { requiredText } from '../users';

/** The longest reason, in characters. */
const REASON_MAX = 500;

/** Why somebody moves money by hand; throws `users.bad_text` where nothing is said or too much. */
export function requiredReason(text: string): string {
  return requiredText('reason', text, REASON_MAX);
}
