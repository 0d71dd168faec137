import { answerTest, startTest, type NextTest, type TestQuestion } from '../../domain/staffing';
import { DomainError } from '../../domain/shared/errors';
import { statusOf } from '../applications';
import type { Talk } from '../talk';
import { testIntro } from '../views/application';
import { plain, post, say, type Reader } from '../views/view';
import type { Data, Move, Prompt, Scene, Stage, Step } from './scene';

/** What the options are called: the letters of the reader's alphabet. */
const LETTERS = { ru: 'АБВГДЕЖЗ', en: 'ABCDEFGH' } as const;
const IN_A_ROW = 4;

/** A test as the dialogue keeps it. */
export const testData = (test: NextTest): Data => ({ facts: JSON.stringify(test) });
const testOf = (data: Data): NextTest => JSON.parse(data.facts ?? '') as NextTest;

/** A question as the dialogue keeps it, and when it was put. */
const questionData = (talk: Talk, question: TestQuestion): Data => ({ question: JSON.stringify(question), asked: talk.deps.app.wall().toISOString() });
const questionOf = (data: Data): TestQuestion => JSON.parse(data.question ?? '') as TestQuestion;
const askedAt = (data: Data): Date => new Date(data.asked ?? 0);

/** How many seconds are left for the answer by now, 0 where the time is up; null is without limit. */
function secondsLeft({ talk, data }: Stage): number | null {
  const { seconds } = questionOf(data);
  return seconds === null ? null : Math.max(0, Math.ceil(seconds - (talk.deps.app.wall().getTime() - askedAt(data).getTime()) / 1000));
}

/** Why a test cannot be taken any more: it is done, decided on, or was taken away. */
const CLOSED = ['test_done', 'already_decided', 'test_not_started', 'not_in_battery', 'not_for_chat', 'candidate_not_found'].map((code) => `staffing.${code}`);

async function unlessClosed(talk: Talk, work: () => Promise<Move>): Promise<Move> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DomainError && (CLOSED.includes(error.code) || error.kind === 'forbidden')) return { over: {}, notice: plain(talk, 'bot:test.closed') };
    throw error;
  }
}

/** Begins a test, or goes on with it where it was left; one that was cut off by an outage begins afresh. */
export function openTest(talk: Talk, test: string): Promise<Move> {
  return unlessClosed(talk, async () => {
    const begun = await talk.run((w) => startTest(w, { test, heardSince: talk.deps.onlineSince() }));
    return 'cutOff' in begun ? CUT_OFF : { to: 'question', data: { ...questionData(talk, begun), cut: '' } };
  });
}

const CUT_OFF: Move = { to: 'intro', data: { cut: '1' } };

/** What the test is, before its clock starts. */
const intro: Step = {
  prompt: ({ talk, data }) => {
    const cutOff = data.cut === '1' ? [say(talk, 'bot:test.cut_off')] : [];
    return Promise.resolve({ text: [...cutOff, testIntro(talk, testOf(data))].join('\n'), choices: [[{ label: plain(talk, 'messages:button.begin'), value: 'start' }]] });
  },
  press: ({ talk, subject }, value) => (value === 'start' ? openTest(talk, subject) : Promise.resolve({ again: plain(talk, 'bot:wrong.press') })),
};

const question: Step = {
  prompt: (stage) => Promise.resolve(secondsLeft(stage) === 0 ? timeIsUp(stage) : questionPrompt(stage)),
  press: async (stage, value) => {
    const asked = questionOf(stage.data);
    const [at, option] = value.split('.');
    if (Number(at) === asked.at && option === 'next') return secondsLeft(stage) === 0 ? answer(stage, asked, null) : { to: 'question' };
    if (Number(at) === asked.at && Number(option) in asked.options) return answer(stage, asked, Number(option));
    stage.talk.toast = plain(stage.talk, 'bot:wrong.done');
    return { to: 'question' };
  },
  text: (stage, typed) => {
    const asked = questionOf(stage.data);
    const option = optionSaid(asked, typed);
    return option === undefined ? Promise.resolve({ again: plain(stage.talk, 'bot:wrong.press') }) : answer(stage, asked, option);
  },
  max: 100,
  byButton: true,
};

/** The whole question in the body: options are longer than buttons. */
function questionPrompt(stage: Stage): Prompt {
  const { talk, data } = stage;
  const asked = questionOf(data);
  const facts = { at: asked.at + 1, total: asked.total, text: asked.text[talk.language] };
  const seconds = secondsLeft(stage);
  const head = seconds === null ? say(talk, 'bot:test.question', facts) : say(talk, 'bot:test.question_timed', { ...facts, seconds });
  const options = asked.options.map((option, at) => say(talk, 'bot:test.option', { letter: letter(talk, at), text: option[talk.language] }));
  const choices = asked.options.map((_option, at) => ({ label: letter(talk, at), value: `${asked.at}.${at}` }));
  return { text: [titleOf(talk, asked), head, ...options].join('\n'), choices: [choices.slice(0, IN_A_ROW), choices.slice(IN_A_ROW)] };
}

/** In place of a question whose time ran out: the next one waits for a press. */
function timeIsUp({ talk, data }: Stage): Prompt {
  const asked = questionOf(data);
  const isCutOff = askedAt(data) < talk.deps.onlineSince();
  const told = isCutOff ? say(talk, 'bot:test.cut_off') : say(talk, 'bot:test.time_up', { at: asked.at + 1, total: asked.total });
  return { text: [titleOf(talk, asked), told].join('\n'), choices: [[{ label: plain(talk, 'bot:button.go_on'), value: `${asked.at}.next` }]] };
}

function answer({ talk }: Stage, { test, at }: TestQuestion, option: number | null): Promise<Move> {
  return unlessClosed(talk, async () => {
    const next = await talk.run((w) => answerTest(w, { test, question: at, option, heardSince: talk.deps.onlineSince() }));
    if ('cutOff' in next) return CUT_OFF;
    const late = option !== null && next.late && { notice: plain(talk, 'bot:test.late') };
    if ('done' in next) return { over: { done: '1', counted: String(next.counted ?? next.total), total: String(next.total) }, ...late };
    return { to: 'question', data: questionData(talk, next), ...late };
  });
}

/** Which option somebody means who types: its letter in either alphabet, its number, or its words. */
function optionSaid({ options }: TestQuestion, typed: string): number | undefined {
  const said = typed.trim().toUpperCase();
  const at = options.findIndex(({ ru, en }, index) => [LETTERS.ru[index], LETTERS.en[index], String(index + 1), ru.toUpperCase(), en.toUpperCase()].includes(said));
  return at === -1 ? undefined : at;
}

const letter = ({ language }: Pick<Reader, 'language'>, at: number): string => LETTERS[language][at] ?? String(at + 1);
const titleOf = (reader: Reader, { name }: TestQuestion): string => `<b>${say(reader, 'bot:test.name', { name: name[reader.language] })}</b>`;

/** What is said at the end: how many answers came in time, never how many were right. */
function thanks(reader: Reader, { counted = '', total = '' }: Data): string {
  return counted === total ? say(reader, 'bot:test.thanks') : say(reader, counted === '0' ? 'bot:test.thanks_none' : 'bot:test.thanks_some', { counted, total });
}

/** A choice test in the chat: what it is, then one card with the question, edited in place; the time of each is counted in the database (S2, S3). */
export const testScene: Scene = {
  name: 'test',
  steps: { intro, question },
  ending: async ({ talk, data }) => {
    const card = await statusOf(talk);
    return { post: data.done === '1' ? post([thanks(talk, data), card.text], card.keyboard) : card };
  },
};
