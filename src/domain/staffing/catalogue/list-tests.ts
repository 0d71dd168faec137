import { allow } from '../../users';
import type { StaffingWork } from '../work';
import { newestOf } from './find-test';
import type { ListedTest } from './test-version';

/** The catalogue: the newest version of each test that is offered, by key; with `all` also of those that were retired. */
export async function listTests(w: StaffingWork, { all = false }: { all?: boolean } = {}): Promise<ListedTest[]> {
  allow(w, 'list-tests');
  const retired = await w.staffing.retiredTests();
  const versions = await w.staffing.testVersions();
  return versions
    .filter((test, at) => versions[at - 1]?.key !== test.key && (all || !retired.has(test.key)))
    .map((test) => ({ ...test, retiredAt: retired.get(test.key) ?? null }));
}

/** All versions of one test, newest first. */
export async function showTest(w: StaffingWork, key: string): Promise<ListedTest[]> {
  allow(w, 'list-tests');
  const retired = await w.staffing.retiredTests();
  const versions = await w.staffing.testVersions((await newestOf(w, key)).key);
  return versions.map((test) => ({ ...test, retiredAt: retired.get(test.key) ?? null }));
}
