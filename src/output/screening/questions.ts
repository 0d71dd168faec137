import type { Question } from '../../domain/staffing';
import { DomainError } from '../../domain/shared/errors';
import { readText } from '../files';

/** How a file of questions looks; YAML, of which JSON is a part. */
export const EXAMPLE_OF_QUESTIONS = `questions:
  - text: {en: What is a glass for?, ru: Зачем нужен стакан?}
    options:
      - {en: dropping, ru: ронять}
      - {en: drinking, ru: пить}
    right: dropping
  - text: "2 + 2"
    options: [3, 4, 5]
    right: 4`;

type Words = Question['text'];

/** Reads the questions of a choice test from a YAML or JSON file; throws `cli.questions` naming the question that is wrong. */
export async function readQuestions(file: string): Promise<Question[]> {
  const content = await parsed(file);
  const list: unknown = isRecord(content) ? content.questions : content;
  if (!Array.isArray(list) || list.length === 0) throw bad(file, { problem: 'none' });
  return list.map((entry: unknown, at) => readQuestion(entry, (problem) => bad(file, { ...problem, question: at + 1 })));
}

/** Plain data: aliases, tags and nesting without end are somebody's jokes, and told as what they are. */
async function parsed(file: string): Promise<unknown> {
  const text = await readText(file);
  const { parseDocument } = await import('yaml');
  try {
    const document = parseDocument(text, { prettyErrors: false, strict: true, customTags: [] });
    const [wrong] = [...document.errors, ...document.warnings];
    if (wrong) throw wrong;
    return document.toJS({ maxAliasCount: 0 });
  } catch (error) {
    const detail = error instanceof RangeError ? 'it is nested too deeply' : error instanceof Error ? error.message : '';
    throw bad(file, { problem: 'syntax', detail });
  }
}

function readQuestion(entry: unknown, wrong: (problem: Params) => DomainError): Question {
  const { text: said, options: offered, right: key } = isRecord(entry) ? entry : {};
  const text = readWords(said);
  if (!text) throw wrong({ problem: 'text' });
  const options = Array.isArray(offered) ? offered.map(readWords) : [];
  if (!options.every((option) => option !== undefined) || options.length < 2) throw wrong({ problem: 'options' });
  const matching = options.flatMap(({ en, ru }, at) => (en === plain(key) || ru === plain(key) ? [at] : []));
  const [right] = matching;
  if (right === undefined || matching.length > 1) throw wrong({ problem: 'right', right: plain(key) });
  return { text, options, right };
}

/** A text in both languages: one given alone serves for both. */
function readWords(value: unknown): Words | undefined {
  const [en, ru] = isRecord(value) ? [plain(value.en), plain(value.ru)] : [plain(value), plain(value)];
  return en || ru ? { en: en || ru, ru: ru || en } : undefined;
}

/** What people write without quotes may be read as a number or as yes and no. */
const plain = (value: unknown): string => (['string', 'number', 'boolean'].includes(typeof value) ? String(value).trim() : '');

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

type Params = Record<string, string | number>;
const bad = (file: string, problem: Params) => new DomainError('cli.questions', 'invalid', { file, ...problem });
