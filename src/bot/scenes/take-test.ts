import type { AppWork } from '../../app';
import { answerTest, startTest, type TestQuestion } from '../../domain/staffing';
import { myApplication } from '../applications';
import type { Talk } from '../talk';
import { statusCard } from '../views/application';
import { plain, post, say, type Reader } from '../views/view';
import { dialogueOf } from './dialogues';
import type { Data, Move, Scene, Stage, Step } from './scene';

/** What the options are called: the letters of the reader's alphabet. */
const LETTERS = { ru: 'АБВГДЕЖЗ', en: 'ABCDEFGH' } as const;
const IN_A_ROW = 4;

/** A question as the dialogue keeps it, and when it was put. */
const questionData = (talk: Talk, question: TestQuestion): Data => ({ question: JSON.stringify(question), asked: talk.deps.app.wall().toISOString() });
const questionOf = (data: Data): TestQuestion => JSON.parse(data.question ?? '') as TestQuestion;

/** Begins a test, or goes on with it where it was left. */
export async function startOwnTest(talk: Talk, test: string): Promise<Data> {
  const left = (await dialogueOf(talk, 'test', test))?.data ?? {};
  const data = { offline: left.offline ?? '0', ...offlineSince(talk, left) };
  return { ...data, ...questionData(talk, await talk.run((w) => startTest(byTestClock(w, data), { test }))) };
}

/**
 * A test's own clock stands still while we hear nothing: whoever is late for that reason is not late. Where the time of a question ran out
 * and we were offline in between, the clock goes back to when it was put; undefined where that is not so.
 */
function offlineSince({ deps }: Talk, data: Data): Data | undefined {
  const { asked, question: kept, offline = '0' } = data;
  if (asked === undefined || kept === undefined || new Date(asked) >= deps.onlineSince()) return undefined;
  const { seconds } = questionOf(data);
  const tookMs = deps.app.wall().getTime() - new Date(asked).getTime();
  return seconds === null || tookMs <= 1000 * seconds ? undefined : { offline: String(Number(offline) + tookMs), asked: deps.app.wall().toISOString() };
}

/** The unit of work by the clock of the test. */
const byTestClock = (w: AppWork, { offline = '0' }: Data): AppWork => ({ ...w, wall: new Date(w.wall.getTime() - Number(offline)) });

const question: Step = {
  prompt: (stage) => {
    const { talk } = stage;
    const asked = questionOf(stage.data);
    const choices = asked.options.map((_option, at) => ({ label: letter(talk, at), value: `${asked.at}.${at}` }));
    return Promise.resolve({ text: questionText(talk, asked), choices: [choices.slice(0, IN_A_ROW), choices.slice(IN_A_ROW)] });
  },
  press: async (stage, value) => {
    const asked = questionOf(stage.data);
    const [at, option] = value.split('.').map(Number);
    if (at === asked.at && option !== undefined && option in asked.options) return answer(stage, asked, option);
    stage.talk.toast = plain(stage.talk, 'bot:wrong.done');
    return { to: 'question' };
  },
  text: (stage, typed) => {
    const asked = questionOf(stage.data);
    const option = optionSaid(asked, typed);
    return option === undefined ? Promise.resolve({ again: plain(stage.talk, 'bot:wrong.press') }) : answer(stage, asked, option);
  },
  max: 100,
};

async function answer({ talk, data }: Stage, { test, at }: TestQuestion, option: number): Promise<Move> {
  const offline = offlineSince(talk, data);
  if (offline) return { again: plain(talk, 'bot:test.cut_off'), data: offline };
  const next = await talk.run((w) => answerTest(byTestClock(w, data), { test, question: at, option }));
  const late = next.late && { notice: plain(talk, 'bot:test.late') };
  if ('done' in next) return { over: { done: '1' }, ...late };
  return { to: 'question', data: questionData(talk, next), ...late };
}

/** Which option somebody means who types: its letter in either alphabet, its number, or its words. */
function optionSaid({ options }: TestQuestion, typed: string): number | undefined {
  const said = typed.trim().toUpperCase();
  const at = options.findIndex(({ ru, en }, index) => [LETTERS.ru[index], LETTERS.en[index], String(index + 1), ru.toUpperCase(), en.toUpperCase()].includes(said));
  return at === -1 ? undefined : at;
}

const letter = ({ language }: Pick<Reader, 'language'>, at: number): string => LETTERS[language][at] ?? String(at + 1);

/** The whole question in the body: options are longer than buttons. */
function questionText(reader: Reader, asked: TestQuestion): string {
  const { language } = reader;
  const facts = { at: asked.at + 1, total: asked.total, text: asked.text[language] };
  const head = asked.seconds === null ? say(reader, 'bot:test.question', facts) : say(reader, 'bot:test.question_timed', { ...facts, seconds: asked.seconds });
  const options = asked.options.map((option, at) => say(reader, 'bot:test.option', { letter: letter(reader, at), text: option[language] }));
  return [`<b>${say(reader, 'bot:test.name', { name: asked.name[language] })}</b>`, head, ...options].join('\n');
}

/** A choice test in the chat: one card with the question, edited in place; the time of each is counted in the database (S2, S3). */
export const testScene: Scene = {
  name: 'test',
  steps: { question },
  ending: async ({ talk, data }) => {
    const card = statusCard(talk, await myApplication(talk));
    return { post: data.done === '1' ? post([plain(talk, 'bot:test.thanks'), card.text], card.keyboard) : card };
  },
};
