import { allow } from '../../users';
import type { StaffingWork } from '../work';
import { newestOf } from './find-test';
import type { TestVersion } from './test-version';

/** The catalogue: the newest version of each test, by key. */
export async function listTests(w: StaffingWork): Promise<TestVersion[]> {
  allow(w, 'list-tests');
  const versions = await w.staffing.testVersions();
  return versions.filter((test, at) => versions[at - 1]?.key !== test.key);
}

/** All versions of one test, newest first. */
export async function showTest(w: StaffingWork, key: string): Promise<TestVersion[]> {
  allow(w, 'list-tests');
  return w.staffing.testVersions((await newestOf(w, key)).key);
}
