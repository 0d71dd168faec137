import { allow } from '../../users';
import { testInUse, testRetired, testUnchanged } from '../errors';
import { standingOf } from '../hypotheses/lifecycle/activation';
import type { StaffingWork } from '../work';
import { newestOf } from './find-test';
import type { ListedTest } from './test-version';

/** The states of a version whose tests cats are given. */
const RUNNING: readonly string[] = ['adopted', 'trial', 'shadow'];

/**
 * Offers a test no longer: it leaves the batteries of vacancies, whose keys are told; batteries that are given out, results and versions stay.
 * Throws `staffing.test_in_use` where a hypothesis that decides, also in shadow, reads it.
 */
export async function retireTest(w: StaffingWork, name: string): Promise<{ test: ListedTest; vacancies: string[] }> {
  allow(w, 'retire-test');
  // A version that reads the test must not come into force meanwhile.
  await w.staffing.lockLifecycle();
  const test = await newestOf(w, name);
  await refuseIfRead(w, test.key);
  if (!(await w.staffing.retireTest(test.key))) throw testRetired(test.key);
  const vacancies: string[] = [];
  for (const { key } of await w.staffing.vacancies()) if (await w.staffing.removeVacancyTest(key, test.key)) vacancies.push(key);
  return { test: { ...test, retiredAt: w.now }, vacancies };
}

/** Offers a retired test again; it joins no battery by itself. */
export async function restoreTest(w: StaffingWork, name: string): Promise<ListedTest> {
  allow(w, 'retire-test');
  const test = await newestOf(w, name);
  if (!(await w.staffing.restoreTest(test.key))) throw testUnchanged(test.key);
  return { ...test, retiredAt: null };
}

async function refuseIfRead(w: StaffingWork, test: string): Promise<void> {
  const moves = await w.staffing.activations();
  for (const { id, hash, hypothesis } of await w.staffing.versions()) {
    const state = standingOf(moves, hash)?.state ?? 'draft';
    const isRead = hypothesis.inputs.some(({ from }) => 'test' in from && from.test === test);
    if (isRead && RUNNING.includes(state)) throw testInUse(test, id, state);
  }
}
