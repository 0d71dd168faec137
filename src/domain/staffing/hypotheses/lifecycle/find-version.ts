import { peopleById } from '../../../users';
import { hypothesisAmbiguous, hypothesisNotFound } from '../../errors';
import type { StaffingWork } from '../../work';
import { nearest } from '../../../shared/nearest';
import type { HypothesisVersion, StoredVersion, VersionName } from './version-name';

/** As many digits of a hash as are read at a glance. */
const DIGITS = 12;
/** As many digits as name a version. */
const FEWEST_DIGITS = 6;

/** A version as people write it: `quick-jumper@211dae7a97bf`. */
export const named = ({ id, hash }: VersionName): string => `${id}@${hash.slice(0, DIGITS)}`;

/**
 * Finds a version by an id (its newest version), by six or more digits of its hash, or by both, as in `quick-jumper@211dae`.
 * Throws `staffing.hypothesis_not_found`, which says what may have been meant, or `staffing.hypothesis_ambiguous`.
 */
export async function findVersion(w: StaffingWork, reference: string): Promise<StoredVersion> {
  const written = reference.trim();
  const [id = '', digits] = written.split('@', 2);
  const [newest] = digits === undefined ? await w.staffing.versions({ id }) : [];
  if (newest) return newest;
  const found = await byDigits(w, (digits ?? id).toLowerCase(), digits === undefined ? undefined : id);
  if (found.length > 1) throw hypothesisAmbiguous(written, found.map(named).join(', '));
  return found[0] ?? notFound(w, written, id);
}

/** A version under the names of people. */
export async function toldVersion(w: StaffingWork, stored: StoredVersion): Promise<HypothesisVersion> {
  const { id, hash, hypothesis, source, createdAt, author } = stored;
  const { owner, claim, vacancies } = hypothesis;
  const people = await peopleById(w, author === null ? [] : [author]);
  return { id, hash, owner, claim, vacancies: [...vacancies], createdAt, author: author && (people.get(author)?.name ?? null), hypothesis, source };
}

async function byDigits(w: StaffingWork, digits: string, id: string | undefined): Promise<StoredVersion[]> {
  if (digits.length < FEWEST_DIGITS || !/^[0-9a-f]+$/.test(digits)) return [];
  return w.staffing.versions(id === undefined ? { prefix: digits } : { id, prefix: digits });
}

async function notFound(w: StaffingWork, written: string, id: string): Promise<never> {
  const ids = new Set((await w.staffing.versions()).map((version) => version.id));
  throw hypothesisNotFound(written, ids.has(id) ? id : nearest(id, ids));
}
