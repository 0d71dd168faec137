import { badContact } from '../errors';
import { optionalText } from './declared';

const NUMBER = /\+?\d[\d\s().‑–-]*/g;
const DIGITS = { fewest: 7, most: 15 };
const ADDRESS = /(?:^|[\s(,;:/])@[a-z]\w{3,31}|\bt\.me\/[a-z]\w{3,31}|[^\s@]+@[^\s@]+\.[^\s@.]{2,}/i;

/** How to reach a cat, as it is kept; null where nothing was said. Throws `staffing.bad_contact` where nobody could be reached by it, and `users.bad_text`. */
export function checkedContact(text: string | null): string | null {
  const contact = optionalText('contact', text, 200);
  if (contact !== null && !hasNumber(contact) && !ADDRESS.test(contact)) throw badContact();
  return contact;
}

/** Whether a text holds a telephone number. */
function hasNumber(text: string): boolean {
  return (text.match(NUMBER) ?? []).some((found) => {
    const digits = found.replace(/\D/g, '').length;
    return digits >= DIGITS.fewest && digits <= DIGITS.most;
  });
}
