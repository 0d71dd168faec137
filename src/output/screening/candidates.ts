import type { Battery, BatteryItem, Candidate, Explanation } from '../../domain/staffing';
import { catNumber } from '../../domain/shared/ids';
import * as json from '../json';
import type { Listing } from '../list-command';
import { counted } from '../money';
import { nameOf, toneOf } from '../style';
import type { Column } from '../table';
import { exactAndRelative, relative, type Clock } from '../time';

/** The states an application may be in. */
export const STATUSES = ['received', 'contacted', 'testing', 'held', 'accepted', 'rejected', 'withdrawn', 'expired'] as const satisfies readonly Candidate['status'][];

/** Candidates as a list. */
export const candidateList = (clock: Clock): Listing<Candidate, ReturnType<typeof json.candidate>> => ({
  columns: [
    { head: 'NUMBER', of: (row) => catNumber(row.number) },
    { head: 'NAME', of: nameOf, cuttable: true },
    { head: 'STATUS', of: (row) => row.status, tone: (row) => toneOf(row.status) },
    { head: 'VACANCY', of: (row) => row.vacancy, cuttable: true },
    { head: 'BREED', of: (row) => row.breed ?? '', cuttable: true },
    { head: 'AGE', of: (row) => row.age?.toString() ?? '', right: true },
    { head: 'COLOUR', of: (row) => row.colour ?? '', cuttable: true, optional: true },
    { head: 'APPLIED', of: (row) => relative(row.appliedAt, clock), wide: (row) => exactAndRelative(row.appliedAt, clock) },
  ],
  json: json.candidate,
  csv: ['id', 'number', 'name', 'status', 'vacancy', 'breed', 'age', 'colour', 'applied_at', 'decided_at'],
  empty: 'No candidates yet. Add one: mcf candidates add',
  none: 'None match. All: mcf candidates list',
});

/** The title and the fields of a candidate's card. */
export function candidateCard(candidate: Candidate, clock: Clock): [string, Record<string, string | null>] {
  const at = (time: Date | null) => time && exactAndRelative(time, clock);
  const open = candidate.decidedAt === null && candidate.assignedAt !== null;
  return [
    candidateTitle(candidate),
    {
      vacancy: candidate.vacancy,
      breed: candidate.breed,
      age: candidate.age === null ? null : `${candidate.age} y`,
      colour: candidate.colour,
      contact: candidate.contact,
      photo: candidate.photoFileId && `with Telegram; to save it: mcf candidates photo ${catNumber(candidate.number)}`,
      applied: at(candidate.appliedAt),
      contacted: at(candidate.contactedAt),
      'tests since': at(candidate.assignedAt),
      'tests until': open ? at(candidate.expiresAt) : null,
      decided: at(candidate.decidedAt),
      purged: at(candidate.purgedAt),
    },
  ];
}

/** A candidate's name, number and state. */
export const candidateTitle = (candidate: Candidate): string => `${nameOf(candidate)} ${catNumber(candidate.number)} · ${candidate.status}`;

/** A cat in one line for whoever is to screen it: `C-030182 Murka · Siamese, 3 y, grey · courier · applied 2 h ago`. */
export function candidateLine({ number, name, breed, age, colour, vacancy, appliedAt, photoFileId }: Candidate, clock: Clock): string {
  const declared = [breed, age === null ? null : `${age} y`, colour].filter(Boolean).join(', ');
  return [`${catNumber(number)} ${nameOf({ name })}`, declared, vacancy, `applied ${relative(appliedAt, clock)}`, photoFileId && 'photo'].filter(Boolean).join(' · ');
}

/** A result with its unit; pass or fail in words. */
export function resultOf({ type, value, unit, max }: Pick<BatteryItem, 'type' | 'value' | 'unit' | 'max'>): string {
  if (value === null) return '';
  if (type === 'pass_fail') return value === 1 ? 'pass' : 'fail';
  return type === 'choice' ? `${value} of ${max} right` : `${value} ${unit}`.trimEnd();
}

/** A test of a battery with what the decision took for its result; null where it read none. */
type Shown = BatteryItem & { used?: number | null };

/** The tests of a battery, each with the value that the decision used. */
export const usedIn = (items: readonly BatteryItem[], measured: Explanation['measured']): Shown[] =>
  items.map((item) => ({ ...item, used: measured.find(({ test, version }) => test === item.test && version === item.version)?.value ?? null }));

/** Whether a result is newer than the decision, which used another value. */
const isNewer = ({ used = null, value }: Shown): boolean => used !== null && value !== null && used !== value;

/** What came in after the decision. */
const SINCE_THEN: Column<Shown> = { head: 'SINCE THEN', of: (row) => (isNewer(row) ? resultOf(row) : ''), right: true, tone: () => 'waits' };

/** The columns of a battery: of what was decided on the value that was used, and beside it what came in since then. */
export const batteryColumns = (clock: Clock, items: readonly Shown[]): Column<Shown>[] => [
  { head: 'TEST', of: (row) => `${row.test}@${row.version}` },
  { head: 'NAME', of: (row) => row.name.en, cuttable: true, optional: true },
  { head: 'RESULT', of: (row) => resultOf(isNewer(row) ? { ...row, value: row.used ?? null } : row), right: true },
  ...(items.some(isNewer) ? [SINCE_THEN] : []),
  { head: 'NEEDED', of: (row) => (row.required ? 'yes' : 'no') },
  { head: 'DONE', of: (row) => (row.completedAt ? relative(row.completedAt, clock) : ''), wide: (row) => (row.completedAt ? exactAndRelative(row.completedAt, clock) : '') },
];

/** What is still to be done of a battery, the needed tests first. */
export function openItems(items: readonly BatteryItem[]): BatteryItem[] {
  return items.filter(({ value }) => value === null).sort((one, other) => Number(other.required) - Number(one.required));
}

/** What to do next about candidates: the first who waits for staff. */
export function nextForCandidates(candidates: readonly Candidate[]): string {
  const waiting = candidates.find(({ status }) => status === 'received' || status === 'contacted');
  if (waiting) return candidates.length === 1 ? nextForCandidate(waiting, []) : 'mcf screen';
  return candidates.some(({ status }) => status === 'testing') ? 'mcf screen' : 'mcf workers list';
}

/** What to do next about one candidate. */
export function nextForCandidate({ number, status }: Candidate, items: readonly BatteryItem[]): string {
  const cat = catNumber(number);
  const [open] = openItems(items);
  if (status === 'received') return `mcf candidates contact ${cat}`;
  if (status === 'contacted') return `mcf candidates assign ${cat}`;
  if (status === 'testing') return open ? `mcf candidates record ${cat} --test ${open.test} --value ${example(open)}` : `mcf explain ${cat}`;
  return status === 'withdrawn' || status === 'expired' ? 'mcf candidates list' : `mcf explain ${cat}`;
}

/** A value that a test could have. */
const example = ({ type, min, max }: BatteryItem): string => (type === 'pass_fail' ? 'pass' : String(Math.round((min + max) / 2)));

/** A battery in one line: whose it is, how much of it is done, and until when it may be. */
export function batteryLine({ candidate, items, expiresAt }: Battery, clock: Clock): string {
  const done = items.filter(({ value }) => value !== null).length;
  return [candidateTitle(candidate), `${done} of ${counted(items.length, 'test')} done`, expiresAt && `until ${exactAndRelative(expiresAt, clock)}`].filter(Boolean).join(' · ');
}

/** What a cat declares of itself, as far as it was given. */
export const declaredIn = ({ breed, age, colour }: { breed?: string | undefined; age?: number | undefined; colour?: string | undefined }) => ({
  ...(breed === undefined ? {} : { breed }),
  ...(age === undefined ? {} : { age }),
  ...(colour === undefined ? {} : { colour }),
});
