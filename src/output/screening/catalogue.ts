import type { AppWork } from '../../app';
import { listVacancies, type ListedTest, type TestVersion, type Vacancy } from '../../domain/staffing';
import { DomainError } from '../../domain/shared/errors';
import type { Listing } from '../list-command';
import { shellWord } from '../hint';
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

/** The state of a test in one word. */
const statusOf = ({ retiredAt }: ListedTest): string => (retiredAt === null ? 'offered' : 'retired');

/** The newest versions of tests as a list, with the vacancies whose batteries they are in; with their states where `all` are shown. */
export const testList = (vacancies: readonly Vacancy[], clock: Clock, all: boolean): Listing<ListedTest, ReturnType<typeof json.listedTest>> => ({
  columns: [
    { head: 'TEST', of: pinned },
    ...(all ? [{ head: 'STATUS', of: statusOf, tone: (row: ListedTest) => toneOf(statusOf(row)) }] : []),
    { head: 'TYPE', of: (row) => row.type },
    { head: 'RESULT', of: rangeOf },
    { head: 'NAME', of: (row) => row.name.en, cuttable: true },
    { head: 'VACANCIES', of: (row) => vacancies.filter(({ tests }) => tests.includes(row.key)).map(({ key }) => key).join(', '), cuttable: true },
    { head: 'ASKS', of: asks, optional: true },
    { head: 'SINCE', of: (row) => relative(row.createdAt, clock), optional: true },
  ],
  json: json.listedTest,
  csv: ['key', 'version', 'type', 'unit', 'min', 'max', 'name', 'name_ru', 'seconds', 'created_at', 'status'],
  empty: 'No tests yet. Add one: mcf tests add',
  none: 'No test is offered. All: mcf tests list --all',
});

/** The title and the fields of a test's card. */
export function testCard(of: ListedTest, clock: Clock): [string, Record<string, string | null>] {
  const names = of.name.en === of.name.ru ? of.name.en : `${of.name.en}, ${of.name.ru}`;
  return [`${pinned(of)} · ${of.type}${of.retiredAt === null ? '' : ' · retired'}`, { name: names, result: rangeOf(of), asks: asks(of), since: exactAndRelative(of.createdAt, clock), retired: of.retiredAt && exactAndRelative(of.retiredAt, clock) }];
}

/** What retiring a test did, or offering it again. */
export function retiredLine(test: ListedTest, vacancies: readonly string[]): string {
  if (test.retiredAt === null) return `${test.key} is offered again`;
  const left = vacancies.length === 0 ? '' : `; it left the ${vacancies.length === 1 ? 'battery' : 'batteries'} of ${vacancies.join(', ')}`;
  return `${test.key} is retired${left}`;
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

/** Whether somebody gave a vacancy names besides its key. */
export const isNamed = ({ key, name }: Vacancy): boolean => name.en !== key || name.ru !== key;

/** A vacancy in one line. */
export const vacancyLine = ({ key, status, tests }: Vacancy): string => `${key} · ${status} · ${tests.length === 0 ? 'no tests' : tests.join(', ')}`;

/** A vacancy by its key; throws `staffing.vacancy_not_found`. */
export async function vacancyNamed(w: AppWork, key: string): Promise<Vacancy> {
  const found = (await listVacancies(w)).find((vacancy) => vacancy.key === key);
  if (!found) throw new DomainError('staffing.vacancy_not_found', 'not_found', { vacancy: key });
  return found;
}

/** What to know of vacancies that nobody opened: they were made on the way, and the chat does not offer them. */
export const newVacancies = (keys: readonly string[], known: readonly Vacancy[]): string[] =>
  [...new Set(keys)].filter((key) => !known.some((vacancy) => vacancy.key === key)).map((key) => `${key} is a new vacancy, closed to the chat (offer it: mcf vacancies open ${shellWord(key)})`);

/** What to do next about a vacancy: without tests it needs one of the catalogue. */
export function nextForVacancy({ key, tests }: Vacancy, catalogue: readonly TestVersion[], otherwise: string): string {
  if (tests.length > 0) return otherwise;
  const [test] = catalogue;
  return test ? `mcf vacancies tests ${shellWord(key)} --add ${test.key}` : 'mcf tests add';
}

/** What to do next about a test: one that is in no battery joins that of a vacancy. */
export function nextForTest(test: TestVersion | undefined, vacancies: readonly Vacancy[]): string {
  const [vacancy] = vacancies;
  if (!test || !vacancy || vacancies.some(({ tests }) => tests.includes(test.key))) return 'mcf vacancies list';
  return `mcf vacancies tests ${shellWord(vacancy.key)} --add ${test.key}`;
}
