import { allow } from '../../users';
import { testExists } from '../errors';
import type { StaffingWork } from '../work';
import { changeVacancyTests } from './change-vacancy-tests';
import { checkedKey, checkedTest, type TestInput } from './check-test';
import type { TestType, TestVersion } from './test-version';

/** Adds a test to the catalogue, and to the batteries of the vacancies that are named (S2). */
export async function addTest(w: StaffingWork, input: TestInput & { key: string; type: TestType; vacancies?: string[] }): Promise<TestVersion> {
  allow(w, 'add-test');
  const key = checkedKey(input.key);
  const test = { ...checkedTest(key, input.type, input), version: 1 };
  if (!(await w.staffing.addTestVersion(test))) throw testExists(key);
  for (const vacancy of input.vacancies ?? []) await changeVacancyTests(w, { vacancy, add: [key] });
  return { ...test, createdAt: w.now };
}
