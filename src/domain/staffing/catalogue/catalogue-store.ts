import type { TestVersion, Words } from './test-version';
import type { Vacancy } from './vacancy';

/** The tables of tests and vacancies. */
export interface CatalogueStore {
  /** Makes new versions of one test wait for each other. */
  lockTest(key: string): Promise<void>;
  /** Versions, by key and newest first: of all tests or of one. */
  testVersions(key?: string): Promise<TestVersion[]>;
  /** False where that version exists. */
  addTestVersion(test: Omit<TestVersion, 'createdAt'>): Promise<boolean>;
  /** When the tests that are no longer offered were retired. */
  retiredTests(): Promise<Map<string, Date>>;
  /** False where it was retired before. */
  retireTest(key: string): Promise<boolean>;
  /** False where it was not retired. */
  restoreTest(key: string): Promise<boolean>;
  /** All vacancies: open ones first, then by key. */
  vacancies(): Promise<Vacancy[]>;
  /** False where there is a vacancy of this key. */
  addVacancy(vacancy: { key: string; name: Words; status: Vacancy['status'] }): Promise<boolean>;
  changeVacancy(key: string, set: { name?: Words; status?: Vacancy['status'] }): Promise<void>;
  /** False where it is in the battery already. */
  addVacancyTest(vacancy: string, test: string): Promise<boolean>;
  /** False where it is not in the battery. */
  removeVacancyTest(vacancy: string, test: string): Promise<boolean>;
}
