import { peopleById } from '../../../users';
import type { StaffingWork } from '../../work';
import type { Activation, ActivationRow, Evidence } from './activation';
import type { StoredVersion } from './version-name';

/** What is to be noted of a move besides its state. */
interface Why {
  trial?: string | null;
  reason?: string | null;
  evidence: Evidence;
}

/** Moves a version in these scopes, a row for each. */
export async function move(
  w: StaffingWork,
  { hash }: { hash: string },
  state: ActivationRow['state'],
  scopes: readonly { vacancy: string; replaces: string | null }[],
  { trial = null, reason = null, evidence }: Why,
): Promise<ActivationRow[]> {
  const rows: ActivationRow[] = [];
  for (const { vacancy, replaces } of scopes) rows.push(await w.staffing.addActivation({ hash, vacancy, state, replaces, trial, reason, evidence }));
  return rows;
}

/** The scopes of a version: each of its vacancies once, replacing nothing. */
export const scopesOf = ({ hypothesis }: Pick<StoredVersion, 'hypothesis'>): { vacancy: string; replaces: null }[] =>
  [...new Set(hypothesis.vacancies)].map((vacancy) => ({ vacancy, replaces: null }));

/** Moves as they are told: rows of one move become one, hashes and ids become names. Newest last. */
export async function toldMoves(w: StaffingWork, rows: readonly ActivationRow[]): Promise<Activation[]> {
  const people = await peopleById(w, rows.flatMap(({ actor }) => actor ?? []));
  const ids = new Map((await w.staffing.versions()).map(({ id, hash }) => [hash, id]));
  const name = (hash: string) => ({ id: ids.get(hash) ?? '', hash });
  const told = new Map<string, Activation>();
  for (const { hash, vacancy, state, replaces, trial, actor, reason, evidence, at } of rows) {
    const key = [hash, state, replaces, trial, at.toISOString()].join(' ');
    const same = told.get(key);
    if (same) same.vacancies.push(vacancy);
    else {
      const by = actor && (people.get(actor)?.name ?? null);
      told.set(key, { ...name(hash), state, vacancies: [vacancy], replaces: replaces === null ? null : name(replaces), trial, by, reason, evidence, at });
    }
  }
  return [...told.values()];
}

/** One move as it is told. */
export async function toldMove(w: StaffingWork, rows: readonly ActivationRow[]): Promise<Activation> {
  const [told] = await toldMoves(w, rows);
  if (!told) throw new Error('a version has at least one vacancy');
  return { ...told, vacancies: rows.map(({ vacancy }) => vacancy) };
}
