import type { AppWork } from '../../app';
import { listVacancies, type TestVersion, type Vacancy } from '../../domain/staffing';
import { DomainError } from '../../domain/shared/errors';
import type { Listing } from '../list-command';
import { counted } from '../money';
import { toneOf } from '../style';
import type { Column } from '../table';
import { exactAndRelative, relative, type Clock } from '../time';
import * as json from './json';

/** A test with its version, as files and people name it: `jump@1`. */
export const pinned = ({ key, version }: { key: string; version: number }): string => `${key}@${version}`;

/** What may come out of a test: `0-300 cm`. */
function rangeOf({ type, min, max, unit }: Pick<TestVersion, 'type' | 'min' | 'max' | 'unit'>): string {
  if (type === 'pass_fail') return 'pass or fail';
  const range = min < 0 ? `${min} to ${max}` : `${min}-${max}`;
  return `${range} ${type === 'choice' ? 'right' : unit || (type === 'points' ? 'points' : '')}`.trimEnd();
}

/** What a choice test asks; empty for the others. */
const asks = ({ questions, seconds }: TestVersion): string =>
  questions === null ? '' : `${counted(questions.length, 'question')}${seconds === null ? '' : `, ${seconds} s each`}`;

/** A version of a test in one line. */
export const testLine = (of: TestVersion): string => [pinned(of), [of.type, of.type === 'pass_fail' ? '' : rangeOf(of), asks(of)].filter(Boolean).join(', ')].join(' · ');

/** The newest versions of all tests as a list, with the vacancies whose batteries they are in. */
export const testList = (vacancies: readonly Vacancy[], clock: Clock): Listing<TestVersion, ReturnType<typeof json.test>> => ({
  columns: [
    { head: 'TEST', of: pinned },
    { head: 'TYPE', of: (row) => row.type },
    { head: 'RESULT', of: rangeOf },
    { head: 'NAME', of: (row) => row.name.en, cuttable: true },
    { head: 'VACANCIES', of: (row) => vacancies.filter(({ tests }) => tests.includes(row.key)).map(({ key }) => key).join(', '), cuttable: true },
    { head: 'ASKS', of: asks, optional: true },
    { head: 'SINCE', of: (row) => relative(row.createdAt, clock), optional: true },
  ],
  json: json.test,
  csv: ['key', 'version', 'type', 'unit', 'min', 'max', 'name', 'name_ru', 'seconds', 'created_at'],
  empty: 'No tests yet. Add one: mcf tests add',
});

/** The title and the fields of a test's card. */
export function testCard(of: TestVersion, clock: Clock): [string, Record<string, string | null>] {
  const names = of.name.en === of.name.ru ? of.name.en : `${of.name.en}, ${of.name.ru}`;
  return [`${pinned(of)} · ${of.type}`, { name: names, result: rangeOf(of), asks: asks(of), since: exactAndRelative(of.createdAt, clock) }];
}

/** The questions of a choice test: the right option is marked. */
export const questionLines = ({ questions }: TestVersion): string[] =>
  (questions ?? []).flatMap(({ text, options, right }, at) => [
    `  ${at + 1}. ${text.en}`,
    ...options.map((option, index) => `     ${index === right ? '+' : '-'} ${option.en}`),
  ]);

/** The columns of a test's versions. */
export const versionColumns = (clock: Clock): Column<TestVersion>[] => [
  { head: 'VERSION', of: pinned },
  { head: 'RESULT', of: rangeOf },
  { head: 'ASKS', of: asks, cuttable: true },
  { head: 'SINCE', of: (row) => exactAndRelative(row.createdAt, clock) },
];

/** Vacancies as a list. */
export const vacancyList: Listing<Vacancy, ReturnType<typeof json.vacancy>> = {
  columns: [
    { head: 'VACANCY', of: (row) => row.key },
    { head: 'STATUS', of: (row) => row.status, tone: (row) => (row.status === 'open' ? 'done' : toneOf('cancelled')) },
    { head: 'NAME', of: (row) => row.name.en, cuttable: true },
    { head: 'TESTS', of: (row) => row.tests.join(', '), cuttable: true },
  ],
  json: json.vacancy,
  csv: ['key', 'name', 'name_ru', 'status', 'tests'],
  empty: 'No vacancies yet. Open one: mcf vacancies open',
};

/** A vacancy in one line. */
export const vacancyLine = ({ key, status, tests }: Vacancy): string => `${key} · ${status} · ${tests.length === 0 ? 'no tests' : tests.join(', ')}`;

/** A vacancy by its key; throws `staffing.vacancy_not_found`. */
export async function vacancyNamed(w: AppWork, key: string): Promise<Vacancy> {
  const found = (await listVacancies(w)).find((vacancy) => vacancy.key === key);
  if (!found) throw new DomainError('staffing.vacancy_not_found', 'not_found', { vacancy: key });
  return found;
}
