import { Flags } from '@oclif/core';

import { shownNames, type Question, type TestType, type Words } from '../../domain/staffing';
import type { Prompts, Question as Asked } from '../ask';
import { badValue, missing, missingScale } from '../usage';
import { readQuestions } from './questions';

/** The kinds of tests that a catalogue may hold (S2). */
export const TYPES = ['number', 'points', 'choice', 'pass_fail'] as const satisfies readonly TestType[];

/** What a test is made of, on the command line. */
export const testFlags = {
  unit: Flags.string({ description: 'unit of the result, such as ms or cm' }),
  min: Flags.string({ description: 'the least it can be' }),
  max: Flags.string({ description: 'the most it can be' }),
  'name-en': Flags.string({ description: 'its English name' }),
  'name-ru': Flags.string({ description: 'its Russian name' }),
  questions: Flags.string({ description: 'file with the questions of a choice test, YAML or JSON; `mcf tests add --example` shows one' }),
  seconds: Flags.integer({ description: 'how long each question may take', min: 1 }),
};

interface Given {
  unit?: string | undefined;
  min?: string | undefined;
  max?: string | undefined;
  'name-en'?: string | undefined;
  'name-ru'?: string | undefined;
  questions?: string | undefined;
  seconds?: number | undefined;
}

/** What kind of test it is. */
export const askType = (given: TestType | undefined): Asked<TestType> => ({
  name: '--type',
  given,
  ask: (prompts) => prompts.pick('Type', TYPES.map((type) => ({ name: MEANING[type], value: type }))),
});

const MEANING = {
  number: 'number: measured, with a unit',
  points: 'points: graded by somebody',
  choice: 'choice: questions with a key, taken in the chat',
  pass_fail: 'pass or fail',
} as const;

const NAMES = Object.keys(testFlags) as (keyof Given)[];
const ANY_CHANGE = NAMES.map((name) => `--${name}`).join(' or ');

/** Whether anything is to be changed at all. */
export const askChange = (flags: Given): Asked<true> => ({
  name: ANY_CHANGE,
  given: NAMES.some((name) => flags[name] !== undefined) || undefined,
  ask: () => Promise.reject(missing([ANY_CHANGE])),
});

/** The ends of a measured test's scale, which nobody can guess; throws `cli.usage` naming those that are missing where nobody can be asked. */
export function askScale(type: TestType, given: Given, interactive: boolean): Record<string, Asked<string>> {
  if (type !== 'number') return {};
  const ends = { min: 'The least it can be', max: 'The most it can be' } as const;
  const open = (['min', 'max'] as const).filter((end) => given[end] === undefined);
  if (open.length > 0 && !interactive) throw missingScale(open.map((end) => `--${end}`));
  return Object.fromEntries(open.map((end) => [end, { name: `--${end}`, given: undefined, ask: (prompts) => prompts.text(ends[end], { check: (text) => isNumber(text) || 'A number, such as 300' }) }]));
}

interface Named {
  'name-en'?: string | undefined;
  'name-ru'?: string | undefined;
}

/** The names that cats read in the chat: each one that is missing is asked for, with what they would read in its place. */
export function askNames(given: Named, key: string): Record<string, Asked<string>> {
  const shown = shownNames(key, { en: given['name-en'] ?? key, ru: given['name-ru'] ?? key });
  const ask = ({ language, word }: Speech) => (prompts: Prompts) => prompts.text(`${word} name`, { preset: shown[language] });
  return Object.fromEntries(unnamed(given).map((speech) => [speech.flag, { name: `--${speech.flag}`, given: undefined, ask: ask(speech) }]));
}

/** What to know where names are missing: what cats read instead, and how to name it. */
export function nameCautions(given: Named, { key, name }: { key: string; name: Words }, command: string): string[] {
  const missing = unnamed(given);
  if (missing.length === 0) return [];
  const shown = new Set(missing.map(({ language }) => `“${shownNames(key, name)[language]}”`));
  const flags = missing.map(({ flag }) => `--${flag} …`).join(' ');
  return [`no ${missing.map(({ word }) => word).join(' and no ')} name: cats read ${[...shown].join(' and ')} (name it: ${command} ${flags})`];
}

const unnamed = (given: Named): Speech[] => LANGUAGES.filter(({ flag }) => given[flag] === undefined);

type Speech = (typeof LANGUAGES)[number];
const LANGUAGES = [
  { flag: 'name-en', language: 'en', word: 'English' },
  { flag: 'name-ru', language: 'ru', word: 'Russian' },
] as const;

/** The flags as the domain wants them; what was not given is left out. Throws `cli.usage` and `cli.questions`. */
export async function testInput(given: Given) {
  return {
    ...set('unit', given.unit),
    ...set('min', given.min === undefined ? undefined : readNumber('--min', given.min)),
    ...set('max', given.max === undefined ? undefined : readNumber('--max', given.max)),
    ...namesOf(given),
    ...set<'questions', Question[]>('questions', given.questions === undefined ? undefined : await readQuestions(given.questions)),
    ...set('seconds', given.seconds),
  };
}

/** A name in the languages in which it was given. */
export function namesOf(given: { 'name-en'?: string | undefined; 'name-ru'?: string | undefined }): { name?: { en?: string; ru?: string } } {
  const name = { ...set('en', given['name-en']), ...set('ru', given['name-ru']) };
  return Object.keys(name).length === 0 ? {} : { name };
}

/** A number as people write it: `250`, `-1.5`; throws `cli.usage` for anything else. */
function readNumber(name: string, text: string): number {
  if (!isNumber(text)) throw badValue(name, text, '250');
  return Number(text.trim().replace(',', '.'));
}

const isNumber = (text: string): boolean => /^[+-]?\d+([.,]\d+)?$/.test(text.trim());

const set = <K extends string, V>(key: K, value: V | undefined): { [name in K]?: V } => (value === undefined ? {} : ({ [key]: value } as { [name in K]?: V }));
