import { badQuestion, badQuestions, badScale, badSeconds, badTestKey } from '../errors';
import { requiredText } from '../../users';
import { bothWords, type Question, type TestType, type TestVersion, type Words } from './test-version';

/** What of a test a manager may name; the rest follows from its type or stays as it was. */
export interface TestInput {
  unit?: string;
  min?: number;
  max?: number;
  name?: Partial<Words>;
  questions?: Question[];
  /** Per question; null is without limit. */
  seconds?: number | null;
}

type Definition = Omit<TestVersion, 'createdAt' | 'version'>;

const KEY = /^[a-z][a-z0-9_-]{0,59}$/;

/** The key of a test; throws `staffing.bad_test_key`. */
export function checkedKey(key: string): string {
  if (!KEY.test(key.trim())) throw badTestKey(key);
  return key.trim();
}

/** A whole test out of what was named and what stood there before; throws where it is none that anybody could take (S2). */
export function checkedTest(key: string, type: TestType, input: TestInput, before?: Definition): Definition {
  const questions = input.questions ?? before?.questions ?? null;
  if (type === 'choice' ? questions === null || questions.length < 1 || questions.length > 100 : questions !== null) throw badQuestions(key);
  const name = bothWords(input.name && { ...before?.name, ...input.name }, before?.name ?? { en: key, ru: key });
  const unit = input.unit?.trim() ?? before?.unit ?? '';
  return {
    key,
    type,
    unit: unit === '' ? '' : requiredText('unit', unit, 20),
    ...scaleOf(key, type, questions?.length ?? 0, input, before),
    name: { en: line('name', name.en, 100), ru: line('name', name.ru, 100) },
    questions: questions && questions.map(checkedQuestion),
    seconds: secondsOf(type, key, input.seconds === undefined ? (before?.seconds ?? null) : input.seconds),
  };
}

function scaleOf(key: string, type: TestType, questions: number, input: TestInput, before: Definition | undefined): { min: number; max: number } {
  const fixed = { pass_fail: 1, choice: questions };
  if (type === 'pass_fail' || type === 'choice') {
    const [min, max] = [input.min ?? 0, input.max ?? fixed[type]];
    if (min !== 0 || max !== fixed[type]) throw badScale(key);
    return { min, max };
  }
  const preset = before ?? (type === 'points' ? { min: 0, max: 100 } : { min: NaN, max: NaN });
  const [min, max] = [input.min ?? preset.min, input.max ?? preset.max];
  const isGood = Number.isFinite(min) && Number.isFinite(max) && min < max && (type === 'number' || (Number.isSafeInteger(min) && Number.isSafeInteger(max)));
  if (!isGood) throw badScale(key);
  return { min, max };
}

function checkedQuestion(question: Question, at: number): Question {
  const { text, options, right } = question;
  const isText = (words: Words, max: number) => [words.en, words.ru].every((one) => one.trim() !== '' && [...one.trim()].length <= max);
  const isGood = isText(text, 1000) && options.length >= 2 && options.length <= 8 && options.every((option) => isText(option, 100)) && Number.isInteger(right) && right in options;
  if (!isGood) throw badQuestion(at + 1);
  const trimmed = (words: Words): Words => ({ en: words.en.trim(), ru: words.ru.trim() });
  return { text: trimmed(text), options: options.map(trimmed), right };
}

function secondsOf(type: TestType, key: string, seconds: number | null): number | null {
  if (seconds === null) return null;
  if (type !== 'choice') throw badQuestions(key);
  if (!Number.isInteger(seconds) || seconds < 5 || seconds > 3600) throw badSeconds();
  return seconds;
}

const line = (field: string, text: string, max: number) => requiredText(field, text.replace(/\s+/g, ' '), max);
