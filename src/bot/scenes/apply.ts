import { createHash } from 'node:crypto';

import { MAX_PHOTO_MB } from '../../domain/orders';
import { applyForWork, checkedContact, listVacancies, screeningPolicy, shownNames, type Vacancy } from '../../domain/staffing';
import { isTooLarge } from '../photo';
import type { Talk } from '../talk';
import { statusOf } from '../applications';
import { plain, say } from '../views/view';
import { readAge } from './apply-age';
import { check } from './apply-check';
import type { Choice, Data, Move, Scene, Stage, Step } from './scene';
import { wanted } from './wanted';

const MAX_NAME = 100;
const MAX_WORD = 60;
const MAX_CONTACT = 200;
const EDITABLE = ['name', 'age', 'breed', 'coat', 'photo', 'contact'] as const;

/** After an answer: the next question, or back to the summary where one thing was being changed. */
const onward = (stage: Stage, step: string, data: Data): Move => (stage.data.editing === '1' ? { to: 'confirm', data: { ...data, editing: '' } } : { to: step, data });
const backOr = (step: string) => (stage: Stage) => (stage.data.editing === '1' ? 'confirm' : step);
const choice = (talk: Talk, label: string, value: string): Choice => ({ label: plain(talk, `bot:button.${label}`), value });

/** The vacancies that are offered in the chat. */
export async function openVacancies(talk: Talk): Promise<Vacancy[]> {
  return (await talk.query(listVacancies)).filter(({ status }) => status === 'open');
}

const nameIn = ({ language }: Talk, { key, name: names }: Vacancy): string => shownNames(key, names)[language];

/** A vacancy's key as callback data can hold it: a key may be in any letters, and long. */
const shortKey = ({ key }: Vacancy) => createHash('sha256').update(key).digest('base64url').slice(0, 12);

const vacancy: Step = {
  prompt: async ({ talk }) => {
    const vacancies = await openVacancies(talk);
    const choices = vacancies.map((one) => [{ label: nameIn(talk, one), value: shortKey(one) }]);
    return { text: say(talk, choices.length === 0 ? 'bot:apply.closed' : 'bot:apply.vacancy'), choices };
  },
  back: (stage) => (stage.data.editing === '1' ? 'confirm' : undefined),
  press: async (stage, value) => {
    const chosen = (await openVacancies(stage.talk)).find((one) => shortKey(one) === value);
    return chosen ? onward(stage, firstStep(stage.talk), { vacancy: chosen.key, several: '1' }) : { again: plain(stage.talk, 'bot:wrong.press') };
  },
};

/** Who has an account of another kind keeps its name. */
const keepsName = (talk: Talk): boolean => talk.actor.roles.some((role) => role !== 'candidate');
/** The first question after the vacancy. */
export const firstStep = (talk: Talk): string => (keepsName(talk) ? 'age' : 'name');
const toVacancy = ({ data }: Stage) => (data.editing === '1' ? 'confirm' : data.several === '1' ? 'vacancy' : undefined);

const name: Step = {
  prompt: ({ talk }) => Promise.resolve({ text: say(talk, 'bot:apply.name'), choices: talk.person ? [[{ label: talk.person.name, value: 'same' }]] : [] }),
  back: toVacancy,
  text: (stage, typed) => Promise.resolve(onward(stage, 'age', { name: typed.replace(/\s+/g, ' ') })),
  press: (stage) => Promise.resolve(onward(stage, 'age', { name: stage.talk.person?.name ?? '' })),
  max: MAX_NAME,
};

const age: Step = {
  prompt: ({ talk }) => Promise.resolve({ text: say(talk, 'bot:apply.age'), choices: [] }),
  back: (stage) => (keepsName(stage.talk) ? toVacancy(stage) : backOr('name')(stage)),
  text: (stage, typed) => {
    const years = readAge(typed);
    return Promise.resolve(years === undefined ? { again: plain(stage.talk, 'bot:apply.bad_age') } : onward(stage, 'breed', { age: String(years) }));
  },
  max: MAX_WORD,
};

const word = (field: 'breed' | 'coat', before: string, next: (data: Data) => string): Step => ({
  prompt: ({ talk }) => Promise.resolve({ text: say(talk, `bot:apply.${field}`), choices: [] }),
  back: backOr(before),
  text: (stage, typed) => Promise.resolve(onward(stage, next(stage.data), { [field]: typed.replace(/\s+/g, ' ') })),
  max: MAX_WORD,
});

const photo: Step = {
  prompt: ({ talk, data }) =>
    Promise.resolve(data.photo === undefined ? { text: say(talk, 'bot:apply.photo'), choices: [] } : { text: say(talk, 'bot:apply.photo_here'), choices: [[choice(talk, 'take_photo', 'here')]] }),
  back: backOr('coat'),
  photo: (stage, sent) => Promise.resolve(isTooLarge(sent) ? { again: plain(stage.talk, 'bot:wrong.photo_file', { max: MAX_PHOTO_MB }) } : onward(stage, 'contact', { photo: sent.fileId })),
  press: (stage) => Promise.resolve(stage.data.photo === undefined ? { again: wanted(stage.talk, photo) } : onward(stage, 'contact', {})),
};

const contact: Step = {
  prompt: ({ talk }) => Promise.resolve({ text: say(talk, 'bot:apply.contact'), choices: [], contact: plain(talk, 'bot:button.share_contact') }),
  back: backOr('photo'),
  text: (stage, typed) => Promise.resolve(onward(stage, 'confirm', { contact: checkedContact(typed.replace(/\s+/g, ' ')) ?? '' })),
  contact: (stage, { phone, isOwn }) => Promise.resolve(isOwn ? onward(stage, 'confirm', { contact: phone.slice(0, MAX_CONTACT) }) : { again: plain(stage.talk, 'bot:wrong.forwarded') }),
  max: MAX_CONTACT,
};

const confirm: Step = {
  prompt: async ({ talk, data }) => {
    const { vacancies, policy } = await talk.query(async (w) => ({ vacancies: await listVacancies(w), policy: await screeningPolicy(w) }));
    const chosen = vacancies.find(({ key }) => key === data.vacancy);
    const title = chosen ? nameIn(talk, chosen) : '';
    const facts = { name: nameOf(talk, data), age: ageIn(talk, Number(data.age)), breed: data.breed ?? '', coat: data.coat ?? '', contact: data.contact ?? '' };
    const lines = [`<b>${say(talk, 'bot:apply.head', { vacancy: title })}</b>`, say(talk, 'bot:apply.facts', facts), say(talk, 'bot:apply.confirm', { count: policy.purgeDays })];
    return { text: lines.join('\n'), choices: [[choice(talk, 'send', 'yes')], [choice(talk, 'edit', 'edit')]] };
  },
  back: () => 'contact',
  press: async (stage, value) => {
    if (value === 'edit') return { to: 'edit' };
    return value === 'yes' ? send(stage) : { again: plain(stage.talk, 'bot:wrong.press') };
  },
};

const ageIn = (talk: Talk, years: number): string => (years === 0 ? plain(talk, 'bot:apply.under_a_year') : plain(talk, 'bot:apply.years', { count: years }));
const nameOf = (talk: Talk, data: Data): string => (keepsName(talk) ? (talk.person?.name ?? '') : (data.name ?? ''));

/** Sends the form; whoever sent it is known from then on. */
async function send({ talk, data }: Stage): Promise<Move> {
  const { vacancy: key = '', breed = '', coat = '', contact: reach = '', photo: photoFileId = '' } = data;
  const form = { chatId: talk.chatId, vacancy: key, name: nameOf(talk, data), age: Number(data.age), breed, colour: coat, contact: reach, photoFileId, language: talk.language };
  await talk.run((w) => applyForWork(w, form));
  await talk.meet();
  return { over: {} };
}

const edit: Step = {
  prompt: async ({ talk, data }) => {
    const fields = EDITABLE.filter((field) => field !== 'name' || !keepsName(talk));
    const choices = [...(data.several === '1' ? ['vacancy'] : []), ...fields].map((field) => choice(talk, `edit_${field}`, field));
    return { text: say(talk, 'bot:order.edit'), choices: inPairs(choices) };
  },
  back: () => 'confirm',
  press: ({ talk }, value) => {
    const known = value === 'vacancy' || EDITABLE.some((field) => field === value);
    return Promise.resolve(known ? { to: value, data: { editing: '1' } } : { again: plain(talk, 'bot:wrong.press') });
  },
};

const inPairs = (choices: Choice[]): Choice[][] => choices.flatMap((one, at) => (at % 2 === 0 ? [choices.slice(at, at + 2)] : []));

/** The errors of the domain that one question can mend. */
const MENDED: Record<string, string> = { name: 'name', breed: 'breed', colour: 'coat', contact: 'contact', photo: 'photo' };

/** Applying for work: vacancy, name, age, breed, coat, a question for cats, photo, contact, and the whole to confirm (S1). */
export const applyScene: Scene = {
  name: 'apply',
  keepsDraft: true,
  steps: { vacancy, name, age, breed: word('breed', 'age', () => 'coat'), coat: word('coat', 'breed', ({ human }) => (human === '1' ? 'photo' : 'check')), check, photo, contact, confirm, edit },
  // The first photo is as good before it is asked for.
  early: ({ data }, sent) => (data.photo === undefined && !isTooLarge(sent) ? { photo: sent.fileId } : undefined),
  ending: async ({ talk }) => ({ post: await statusOf(talk) }),
  mend: (code, field) => {
    if (code === 'staffing.vacancy_not_found') return 'vacancy';
    if (code === 'staffing.bad_age') return 'age';
    if (code === 'staffing.bad_contact') return 'contact';
    return code === 'users.bad_text' ? MENDED[field] : undefined;
  },
};
