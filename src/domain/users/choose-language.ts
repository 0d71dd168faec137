import type { Language } from '../shared/work';
import { allow } from './permissions';
import type { UsersWork } from './work';

/** Sets the language in which a person is written to. */
export async function chooseLanguage(w: UsersWork, input: { person: string; language: Language }): Promise<void> {
  allow(w, 'choose-language', input.person);
  await w.users.setLanguage(input.person, input.language);
}
