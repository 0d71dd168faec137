import { allow } from '../../users';
import { testUnchanged } from '../errors';
import type { StaffingWork } from '../work';
import { checkedTest, type TestInput } from './check-test';
import { newestOf } from './find-test';
import type { TestVersion } from './test-version';

/** Makes a new version of a test; results and batteries keep the one they were made with (S2). */
export async function reviseTest(w: StaffingWork, { key, ...changes }: TestInput & { key: string }): Promise<TestVersion> {
  allow(w, 'revise-test');
  await w.staffing.lockTest(key.trim());
  const before = await newestOf(w, key);
  const { version, createdAt: _made, ...old } = before;
  const test = checkedTest(before.key, before.type, changes, old);
  if (JSON.stringify(test) === JSON.stringify(checkedTest(before.key, before.type, {}, old))) throw testUnchanged(before.key);
  const revised = { ...test, version: version + 1 };
  await w.staffing.addTestVersion(revised);
  return { ...revised, createdAt: w.now };
}
