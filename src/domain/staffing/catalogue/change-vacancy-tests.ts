import { allow } from '../../users';
import { notInBattery } from '../errors';
import type { StaffingWork } from '../work';
import { newestOf, offeredTest } from './find-test';
import { findVacancy } from './find-vacancy';
import type { Vacancy } from './vacancy';

/** Changes the battery that a vacancy's candidates begin with; those that are given out stay as they are (S2). */
export async function changeVacancyTests(w: StaffingWork, input: { vacancy: string; add?: string[]; remove?: string[] }): Promise<Vacancy> {
  allow(w, 'change-vacancy-tests');
  const { key } = await findVacancy(w, input.vacancy);
  for (const name of input.add ?? []) {
    const { key: test } = await newestOf(w, name);
    await w.staffing.addVacancyTest(key, (await offeredTest(w, test)).key);
  }
  for (const name of input.remove ?? []) {
    if (!(await w.staffing.removeVacancyTest(key, name.trim()))) throw notInBattery(name.trim());
  }
  return findVacancy(w, key);
}
