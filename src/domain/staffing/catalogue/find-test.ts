import { testNotFound, testRetired } from '../errors';
import { nearest } from '../../shared/nearest';
import type { StaffingWork } from '../work';
import { parseTestName, pinnedName, type TestVersion } from './test-version';

/** The newest version of a test; throws `staffing.test_not_found`. */
export async function newestOf(w: StaffingWork, key: string): Promise<TestVersion> {
  const [newest] = await w.staffing.testVersions(key.trim());
  return newest ?? Promise.reject(await notFound(w, key));
}

/** The version that `jump@1` names, or the newest of `jump`; throws `staffing.test_not_found`. */
export async function findTest(w: StaffingWork, name: string): Promise<TestVersion> {
  const { key, version } = parseTestName(name);
  const versions = await w.staffing.testVersions(key);
  const found = version === null ? versions[0] : versions.find((test) => test.version === version);
  return found ?? Promise.reject(await notFound(w, name));
}

/** The same for a battery that it is to join: throws `staffing.test_retired` where it is no longer offered. */
export async function offeredTest(w: StaffingWork, name: string): Promise<TestVersion> {
  const test = await findTest(w, name);
  if ((await w.staffing.retiredTests()).has(test.key)) throw testRetired(test.key);
  return test;
}

/** The same among versions that were read before. */
export function testAmong(versions: readonly TestVersion[]): (name: string) => TestVersion {
  const byName = new Map<string, TestVersion>();
  for (const test of versions) {
    byName.set(pinnedName({ test: test.key, version: test.version }), test);
    if (!byName.has(test.key)) byName.set(test.key, test);
  }
  return (name) => {
    const found = byName.get(name.trim());
    if (!found) throw meant(name, versions);
    return found;
  };
}

const notFound = async (w: StaffingWork, name: string) => meant(name, await w.staffing.testVersions());

/** A test that is unknown, or known in other versions: the newest is what may be meant. */
function meant(name: string, versions: readonly TestVersion[]) {
  const { key, version } = parseTestName(name);
  const near = nearest(key, new Set(versions.map((test) => test.key)));
  const newest = versions.find((test) => test.key === near);
  if (!newest) return testNotFound(name.trim());
  return testNotFound(name.trim(), version === null ? newest.key : pinnedName({ test: newest.key, version: newest.version }));
}
