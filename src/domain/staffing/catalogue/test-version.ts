/** How a test is measured (S2): a number in a unit, whole points, right answers, or yes and no. */
export type TestType = 'number' | 'points' | 'choice' | 'pass_fail';

/** A text in both languages. */
export interface Words {
  ru: string;
  en: string;
}

/** A question of a choice test; `right` is the index of the option that counts. */
export interface Question {
  text: Words;
  options: Words[];
  right: number;
}

/** One version of a test: its scale never changes. */
export interface TestVersion {
  key: string;
  version: number;
  type: TestType;
  unit: string;
  min: number;
  max: number;
  name: Words;
  questions: Question[] | null;
  /** The time for each question; null is without limit. */
  seconds: number | null;
  createdAt: Date;
}

/** A test as the catalogue lists it. */
export interface ListedTest extends TestVersion {
  /** Since when it is no longer offered; null while it is. */
  retiredAt: Date | null;
}

/** A version by name, as files and people write it: `jump@1`. */
export const pinnedName = ({ test, version }: { test: string; version: number }): string => `${test}@${version}`;

/** Reads `jump` or `jump@1`; a text that is neither is a key that no test has. */
export function parseTestName(text: string): { key: string; version: number | null } {
  const [, key, version] = /^(.+)@(\d{1,6})$/.exec(text.trim()) ?? [];
  return key === undefined ? { key: text.trim(), version: null } : { key, version: Number(version) };
}

/** Names both languages where only one was given, or none. */
export function bothWords(given: Partial<Words> | undefined, otherwise: Words): Words {
  const en = given?.en ?? given?.ru ?? otherwise.en;
  return { en, ru: given?.ru ?? given?.en ?? otherwise.ru };
}
