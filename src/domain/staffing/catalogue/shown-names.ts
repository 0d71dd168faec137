import type { Language } from '../../shared/work';
import type { Words } from './test-version';

const OWN_LETTERS: Record<Language, RegExp> = { en: /[a-z]/i, ru: /[а-яё]/i };

/** The names of a test or vacancy as cats read them: in place of one that is missing the other language's, or else the key in words. */
export function shownNames(key: string, names: Words): Words {
  return { en: shown(key, names, 'en', 'ru'), ru: shown(key, names, 'ru', 'en') };
}

/** A name that is just the key was never given; in the reader's own letters a key still says more than the other language does. */
function shown(key: string, names: Words, own: Language, other: Language): string {
  if (names[own] !== key) return names[own];
  return names[other] === key || OWN_LETTERS[own].test(key) ? inWords(key) : names[other];
}

/** `night_guard` as a cat reads it: "Night guard". */
function inWords(key: string): string {
  const words = key.replace(/[_\s-]+/g, ' ').trim();
  return words === '' ? key : words.charAt(0).toUpperCase() + words.slice(1);
}
