import { allow } from '../../users';
import { vacancyAlready } from '../errors';
import type { StaffingWork } from '../work';
import { findVacancy } from './find-vacancy';
import type { Vacancy } from './vacancy';

/** Offers a vacancy no longer; those who applied for it go on. */
export async function closeVacancy(w: StaffingWork, key: string): Promise<Vacancy> {
  allow(w, 'close-vacancy');
  const vacancy = await findVacancy(w, key);
  if (vacancy.status === 'closed') throw vacancyAlready(vacancy.key, 'closed');
  await w.staffing.changeVacancy(vacancy.key, { status: 'closed' });
  return { ...vacancy, status: 'closed' };
}
