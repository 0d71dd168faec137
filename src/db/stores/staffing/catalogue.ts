import type { Question, TestVersion, Vacancy } from '../../../domain/staffing';
import type { CatalogueStore } from '../../../domain/staffing/store';
import { instant } from '../../rows';
import type { Tables } from '../../tables';

interface TestRow {
  key: string;
  version: number;
  type: TestVersion['type'];
  unit: string;
  min: number;
  max: number;
  name_ru: string;
  name_en: string;
  questions: string | null;
  seconds: number | null;
  created_at: string;
}

/** Tests and vacancies on SQL. */
export function catalogueStore(t: Tables): CatalogueStore {
  return {
    lockTest: (key) => t.lock(`test:${key}`),
    testVersions: async (key) => {
      const rows = await t.all<TestRow>(`SELECT * FROM test_versions ${key === undefined ? '' : 'WHERE key = $key'} ORDER BY key, version DESC`, key === undefined ? {} : { key });
      return rows.map(toTest);
    },
    addTestVersion: ({ name, questions, ...test }) =>
      t.insertNew('test_versions', {
        ...test,
        name_ru: name.ru,
        name_en: name.en,
        questions: questions && JSON.stringify(questions),
        created_at: t.now.toISOString(),
        created_by: t.actor.personId,
      }),
    retiredTests: async () => {
      const rows = await t.all<{ key: string; retired_at: string }>('SELECT key, retired_at FROM retired_tests');
      return new Map(rows.map((row) => [row.key, instant(row.retired_at)]));
    },
    retireTest: (key) => t.insertNew('retired_tests', { key, retired_at: t.now.toISOString(), retired_by: t.actor.personId }),
    restoreTest: async (key) => (await t.remove('retired_tests', { key })) > 0,
    vacancies: async () => {
      const rows = await t.all<{ key: string; name_ru: string; name_en: string; status: Vacancy['status'] }>('SELECT * FROM vacancies ORDER BY status DESC, key');
      const tests = await t.all<{ vacancy: string; test: string }>('SELECT vacancy, test FROM vacancy_tests ORDER BY test');
      return rows.map(({ key, name_ru, name_en, status }) => ({
        key,
        name: { ru: name_ru, en: name_en },
        status,
        tests: tests.filter(({ vacancy }) => vacancy === key).map(({ test }) => test),
      }));
    },
    addVacancy: ({ key, name, status }) => t.insertNew('vacancies', { key, name_ru: name.ru, name_en: name.en, status }),
    changeVacancy: async (key, { name, status }) =>
      void (await t.update('vacancies', { key }, { ...(name && { name_ru: name.ru, name_en: name.en }), ...(status && { status }) })),
    addVacancyTest: (vacancy, test) => t.insertNew('vacancy_tests', { vacancy, test }),
    removeVacancyTest: async (vacancy, test) => (await t.remove('vacancy_tests', { vacancy, test })) > 0,
  };
}

const toTest = ({ name_ru, name_en, questions, created_at, key, version, type, unit, min, max, seconds }: TestRow): TestVersion => ({
  ...{ key, version, type, unit, min, max, seconds },
  name: { ru: name_ru, en: name_en },
  questions: questions === null ? null : (JSON.parse(questions) as Question[]),
  createdAt: instant(created_at),
});
