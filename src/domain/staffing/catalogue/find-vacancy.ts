import { requiredText } from '../../users';
import { badVacancy, vacancyMisspelt, vacancyNotFound } from '../errors';
import { nearest } from '../../shared/nearest';
import type { StaffingWork } from '../work';
import type { Vacancy } from './vacancy';

/** A vacancy by its key, only an open one if that is asked for; throws `staffing.vacancy_not_found`. */
export async function findVacancy(w: StaffingWork, key: string, which: 'any' | 'open' = 'any'): Promise<Vacancy> {
  const vacancies = (await w.staffing.vacancies()).filter((vacancy) => which === 'any' || vacancy.status === 'open');
  const found = vacancies.find((vacancy) => vacancy.key === key.trim());
  if (!found) throw vacancyNotFound(key.trim(), nearest(key.trim(), vacancies.map((vacancy) => vacancy.key)));
  return found;
}

/** What may be the key of a vacancy: one line of at most 60 characters; throws `users.bad_text`. */
export function checkedVacancy(text: string): string {
  const key = requiredText('vacancy', text.replace(/\s+/g, ' '), 60);
  if (key === '*') throw badVacancy(key);
  return key;
}

/** The same for somebody who is put down for one: one of those known, or a new one that nobody takes for a slip of the pen; throws `staffing.vacancy_not_found`. */
export function vacancyAmong(known: readonly string[], text: string): string {
  const key = checkedVacancy(text);
  const meant = known.includes(key) ? undefined : nearest(key, known);
  if (meant !== undefined) throw vacancyMisspelt(key, meant);
  return key;
}

/** Makes sure of a vacancy that somebody is put down for: a new one is not offered in the chat. Throws where it is another one misspelt. */
export async function ensureVacancy(w: StaffingWork, text: string): Promise<string> {
  const known = (await w.staffing.vacancies()).map(({ key }) => key);
  const key = vacancyAmong(known, text);
  if (!known.includes(key)) await keepVacancy(w, key);
  return key;
}

/** Makes a vacancy that is not offered in the chat, unless it is there. */
export async function keepVacancy(w: StaffingWork, key: string): Promise<void> {
  await w.staffing.addVacancy({ key, name: { en: key, ru: key }, status: 'closed' });
}
