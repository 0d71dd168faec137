import { needsCandidates } from '../../errors';
import { loadHistory, refreshHistoryNow, requiredTestsOf, type TestReference } from '../../screening/history';
import { referenceSize } from '../../screening/reference-population';
import type { StaffingWork } from '../../work';
import { isAnyComplete } from '../engine/members';
import { named } from './find-version';
import type { StoredVersion } from './version-name';

/** The tests that a version cannot do without and that nobody ever took: it has no history to be held against. */
export async function newTestsOf(w: StaffingWork, { hypothesis }: StoredVersion): Promise<TestReference[]> {
  const untaken: TestReference[] = [];
  for (const test of requiredTestsOf(hypothesis)) if (!(await w.staffing.hasResults(test))) untaken.push(test);
  return untaken;
}

/** Whether nobody ever was complete for a version, though its tests were taken: no backtest of it can screen anybody. */
export async function isNobodyComplete(w: StaffingWork, { hypothesis }: StoredVersion): Promise<boolean> {
  await refreshHistoryNow(w);
  return !isAnyComplete(hypothesis, await loadHistory(w, requiredTestsOf(hypothesis)));
}

/** How many candidates one scope's reference population holds, and how many it must hold. */
export interface ReferenceSize {
  vacancy: string;
  have: number;
  need: number;
}

/**
 * How many candidates are complete for a version in each of its scopes: its reference population, as today's decisions would see it.
 * The scope `*` counts those of every vacancy that the version doesn't name.
 */
export async function referenceSizes(w: StaffingWork, version: StoredVersion): Promise<ReferenceSize[]> {
  await refreshHistoryNow(w);
  const { vacancies, accept } = version.hypothesis;
  const others = (await w.staffing.vacancies()).map(({ key }) => key).filter((key) => !vacancies.includes(key));
  const sizes: ReferenceSize[] = [];
  for (const scope of new Set(vacancies)) {
    let have = 0;
    for (const vacancy of scope === '*' ? others : [scope]) have += await referenceSize(w, version, vacancy);
    sizes.push({ vacancy: scope, have, need: accept.minCandidates });
  }
  return sizes;
}

/** Throws `staffing.needs_candidates` where all scopes together have too few: a new test has an empty reference population (hypotheses.md §2). */
export function enoughCandidates(version: StoredVersion, sizes: readonly ReferenceSize[]): void {
  const have = sizes.reduce((sum, size) => sum + size.have, 0);
  const need = version.hypothesis.accept.minCandidates;
  if (have < need) throw needsCandidates(named(version), sizes.map(({ vacancy }) => vacancy).join(', '), have, need);
}
