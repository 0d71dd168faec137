import type { Actor } from '../../../src/domain/shared/work';
import { addTest, applyForWork, type Candidate, type Form, type Question } from '../../../src/domain/staffing';
import { findPerson } from '../../../src/domain/users';
import { openDatabase } from '../../../src/db/connection';
import { as, type TestApp } from '../../support/app';

/** A chat that belongs to nobody. */
export const STRANGER: Actor = { kind: 'stranger', personId: null, roles: [], channel: 'bot' };

/** A form as a cat fills it in. */
export const form = (changes: Partial<Form> = {}): Form => ({
  chatId: 77,
  vacancy: 'helper',
  name: 'Murka',
  age: 3,
  breed: 'Siamese',
  colour: 'grey',
  contact: '+7 900 000-00-00',
  photoFileId: 'photo-1',
  language: 'ru',
  ...changes,
});

/** A stranger applies. */
export const apply = (t: TestApp, changes: Partial<Form> = {}): Promise<Candidate> => t.app.run(STRANGER, (w) => applyForWork(w, form(changes)));

/** What a cat acts as in the chat now. */
export const itself = async (t: TestApp, id: string): Promise<Actor> => as(await t.app.query(t.boss, (w) => findPerson(w, id)));

/** Moves a version in one scope as a manager would at the end of its gates. */
export const move = (t: TestApp, hash: string, state: 'adopted' | 'shadow', vacancy = 'helper') =>
  t.app.run(t.boss, (w) => w.staffing.addActivation({ hash, vacancy, state, replaces: null, trial: null, reason: null, evidence: { gate: 'override' } }));

/** Two questions with the keys 1 and 0. */
export const QUESTIONS: Question[] = [
  { text: { en: 'A glass stands at the edge. And now?', ru: 'Стакан на краю. И что?' }, options: [{ en: 'Leave it', ru: 'Оставить' }, { en: 'Push it', ru: 'Толкнуть' }], right: 1 },
  { text: { en: 'A door is shut.', ru: 'Дверь закрыта.' }, options: [{ en: 'Cry', ru: 'Орать' }, { en: 'Wait', ru: 'Ждать' }, { en: 'Go', ru: 'Уйти' }], right: 0 },
];

/** Adds the choice test `manners` to the battery of helpers. */
export const addManners = (t: TestApp, seconds: number | null = 20) =>
  t.app.run(t.boss, (w) => addTest(w, { key: 'manners', type: 'choice', questions: QUESTIONS, seconds, vacancies: ['helper'] }));

/** The rows of a table as they lie in the database. */
export async function rowsOf(url: string, statement: string): Promise<Record<string, string | number | null>[]> {
  const database = openDatabase(url);
  return database.snapshot((sql) => sql.all<Record<string, string | number | null>>(statement)).finally(() => database.close());
}
