import { allow } from '../../users';
import type { StaffingWork } from '../work';
import type { Vacancy } from './vacancy';

/** The vacancies, open ones first. */
export async function listVacancies(w: StaffingWork): Promise<Vacancy[]> {
  allow(w, 'list-vacancies');
  return w.staffing.vacancies();
}
