import { allow } from '../../users';
import type { StaffingWork } from '../work';
import type { Version } from './hypothesis';
import type { Problem } from './language/problem';

/** What is wrong with a file, as a compiler says it, and the version that it would make where nothing is (S4). */
export async function lintHypothesis(w: StaffingWork, source: string): Promise<{ problems: Problem[]; version: Version | null }> {
  allow(w, 'lint-hypothesis');
  return readWithCatalogue(w, source);
}

/** Reads a file against the tests of the catalogue and the largest share that the policy allows. */
export async function readWithCatalogue(w: StaffingWork, source: string): Promise<{ problems: Problem[]; version: Version | null }> {
  const [{ readHypothesis }, tests, { limitBp }] = [await import('./language'), await w.staffing.testVersions(), await w.staffing.screeningPolicy()];
  return readHypothesis(source, tests, { topBasisPoints: limitBp });
}
