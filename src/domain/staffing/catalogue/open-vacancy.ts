import { allow, requiredText } from '../../users';
import { vacancyAlready } from '../errors';
import type { StaffingWork } from '../work';
import { checkedVacancy, findVacancy } from './find-vacancy';
import { bothWords, type Words } from './test-version';
import type { Vacancy } from './vacancy';

/** Offers a vacancy in the chat, a new one or one that was closed. */
export async function openVacancy(w: StaffingWork, input: { key: string; name?: Partial<Words> }): Promise<Vacancy> {
  allow(w, 'open-vacancy');
  const key = checkedVacancy(input.key);
  const isNew = await w.staffing.addVacancy({ key, name: checkedName(input.name, { en: key, ru: key }), status: 'open' });
  if (isNew) return findVacancy(w, key);
  const found = await findVacancy(w, key);
  if (found.status === 'open' && input.name === undefined) throw vacancyAlready(key, 'open');
  const name = input.name ? checkedName({ ...found.name, ...input.name }, found.name) : found.name;
  await w.staffing.changeVacancy(key, { name, status: 'open' });
  return { ...found, name, status: 'open' };
}

function checkedName(given: Partial<Words> | undefined, otherwise: Words): Words {
  const words = bothWords(given, otherwise);
  return { en: requiredText('name', words.en, 60), ru: requiredText('name', words.ru, 60) };
}
