import { pinnedName } from '../../catalogue/test-version';
import type { Clause, Hypothesis, Input } from '../hypothesis';
import { canonicalJson } from './version';

/** A place of the file whose meaning differs, in the words of the file; null where it is not there. */
export interface Difference {
  path: string;
  before: string | null;
  after: string | null;
}

/** A place of the file: its words, and what they mean. */
interface Place {
  words: string;
  meaning: string;
}

/** What differs between two hypotheses by its meaning: none exactly where their hashes are the same. */
export function differences(a: Hypothesis, b: Hypothesis): Difference[] {
  const [before, after] = [placesIn(a), placesIn(b)];
  const paths = new Set([...before.keys(), ...after.keys()]);
  return [...paths]
    .filter((path) => before.get(path)?.meaning !== after.get(path)?.meaning)
    .map((path) => ({ path, before: before.get(path)?.words ?? null, after: after.get(path)?.words ?? null }));
}

function placesIn({ predicts, vacancies, inputs, requirements, characteristics, score, accept }: Hypothesis): Map<string, Place> {
  return new Map<string, Place>([
    ['predicts.metric', plain(predicts.metric)],
    ['predicts.direction', plain(predicts.direction)],
    ['predicts.smallest_effect_of_interest', plain(predicts.smallestEffect)],
    ['applies_to.vacancy', vacancyPlace(vacancies)],
    ...inputs.map((input): [string, Place] => [`inputs.${input.name}`, plain(inputWords(input))]),
    ...requirements.map((clause): [string, Place] => [`require.${clause.id}`, clausePlace(clause)]),
    ...characteristics.map((clause): [string, Place] => [`characteristics.${clause.id}`, clausePlace(clause, `${clause.kind}: `)]),
    ['score', { words: score.text, meaning: canonicalJson(score.value) }],
    ['accept.top_percent', plain(accept.topBasisPoints / 100)],
    ['accept.mode', plain(accept.mode)],
    ['accept.reference.window_days', plain(accept.windowDays)],
    ['accept.reference.min_candidates', plain(accept.minCandidates)],
    ['accept.reference.max_days', plain(accept.maxDays)],
  ]);
}

const plain = (value: string | number): Place => ({ words: String(value), meaning: String(value) });

function vacancyPlace(vacancies: readonly string[]): Place {
  const names = [...new Set(vacancies)].sort();
  return { words: names.join(', '), meaning: canonicalJson(names) };
}

const clausePlace = ({ text, when }: Clause, prefix = ''): Place => ({ words: `${prefix}${text}`, meaning: `${prefix}${canonicalJson(when)}` });

function inputWords({ from, missing }: Input): string {
  const origin = 'test' in from ? `test: ${pinnedName(from)}` : `field: ${from.field}`;
  return `{${origin}, missing: ${missing === 'incomplete' ? missing : `{use: ${JSON.stringify(missing.use)}}`}}`;
}
