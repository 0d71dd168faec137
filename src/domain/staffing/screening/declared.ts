import { requiredText } from '../../users';
import { badAge } from '../errors';

/** What a cat says of itself; null where it said nothing. */
export interface Declared {
  breed: string | null;
  age: number | null;
  colour: string | null;
}

/** What a cat says of itself, as it is kept; throws `users.bad_text` and `staffing.bad_age`. */
export function checkedDeclared(given: { breed?: string | null; age?: number | null; colour?: string | null }): Declared {
  const age = given.age ?? null;
  if (age !== null && !(Number.isInteger(age) && age >= 0 && age <= 40)) throw badAge();
  return { age, breed: optionalText('breed', given.breed, 60), colour: optionalText('colour', given.colour, 60) };
}

/** A text that may be missing; throws `users.bad_text` where it is too long. */
export function optionalText(field: string, text: string | null | undefined, max: number): string | null {
  return text == null || text.trim() === '' ? null : requiredText(field, text, max);
}
