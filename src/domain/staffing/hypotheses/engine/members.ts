import { isRequired, type Hypothesis, type Input } from '../hypothesis';
import { testKey, type History, type Results, type Texts } from './history';

/** Candidates who are complete for one hypothesis, in order of completion, then number; member i is row i of every column. */
export interface Members {
  n: number;
  numbers: Int32Array;
  /** In ms since the epoch. */
  completions: Float64Array;
  /** By input, with what stands in for a missing value in its place; yes/no is 1 or 0. */
  inputs: ReadonlyMap<string, Float64Array | Texts>;
}

/**
 * When each application was complete for a hypothesis (ms since the epoch): at the latest of its required results, whatever battery it had.
 * NaN where something required is missing, the cat withdrew, or its vacancy is none of the hypothesis's; also where no test is required at all.
 */
export function completionsOf({ inputs, vacancies }: Hypothesis, history: History): Float64Array {
  const completions = new Float64Array(history.n).fill(-Infinity);
  for (const { from } of inputs.filter(isRequired)) {
    if ('test' in from) delay(completions, history.tests.get(testKey(from.test, from.version))?.times);
    else if (from.field === 'age') drop(completions, (row) => Number.isNaN(history.ages[row]));
    else dropWords(completions, from.field === 'breed' ? history.breeds : history.colours, (word) => word === '');
  }
  dropWords(completions, history.vacancies, (word) => !vacancies.includes('*') && !vacancies.includes(word));
  drop(completions, (row) => history.withdrawn[row] === 1 || completions[row] === -Infinity);
  return completions;
}

/** Whether any application was ever complete for a hypothesis. */
export function isAnyComplete(hypothesis: Hypothesis, history: History): boolean {
  return completionsOf(hypothesis, history).some((at) => !Number.isNaN(at));
}

/** Moves each completion to that of one more result, if that is later; without a result there is none. */
function delay(completions: Float64Array, times: Float64Array | undefined): void {
  if (!times) completions.fill(NaN);
  else for (let row = 0; row < completions.length; row++) completions[row] = Math.max(completions[row]!, times[row]!);
}

function drop(completions: Float64Array, unwanted: (row: number) => boolean): void {
  for (let row = 0; row < completions.length; row++) if (unwanted(row)) completions[row] = NaN;
}

function dropWords(completions: Float64Array, { codes, words }: Texts, unwanted: (word: string) => boolean): void {
  const isUnwanted = words.map(unwanted);
  if (isUnwanted.includes(true)) drop(completions, (row) => isUnwanted[codes[row]!]!);
}

/** These rows of a history, with what the hypothesis reads of them. */
export function membersOf(hypothesis: Hypothesis, history: History, rows: Int32Array, completions: Float64Array): Members {
  return {
    n: rows.length,
    numbers: rows.map((row) => history.numbers[row]!),
    completions,
    inputs: new Map(hypothesis.inputs.map((input) => [input.name, columnOf(input, history, rows)])),
  };
}

function columnOf({ from, missing }: Input, history: History, rows: Int32Array): Float64Array | Texts {
  const use = missing === 'incomplete' ? undefined : missing.use;
  if ('test' in from) return resultColumn(history.tests.get(testKey(from.test, from.version)), rows, Number(use));
  if (from.field === 'age') return ageColumn(history.ages, rows, Number(use));
  return textColumn(from.field === 'breed' ? history.breeds : history.colours, rows, String(use));
}

/** A result counts whenever it came: an optional one, too, that came after the candidate was complete. */
function resultColumn(results: Results | undefined, rows: Int32Array, use: number): Float64Array {
  const column = new Float64Array(rows.length).fill(use);
  if (!results) return column;
  for (let i = 0; i < rows.length; i++) {
    const value = results.values[rows[i]!]!;
    if (!Number.isNaN(value)) column[i] = value;
  }
  return column;
}

function ageColumn(ages: Float64Array, rows: Int32Array, use: number): Float64Array {
  const column = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    const age = ages[rows[i]!]!;
    column[i] = Number.isNaN(age) ? use : age;
  }
  return column;
}

function textColumn({ codes, words }: Texts, rows: Int32Array, use: string): Texts {
  return { codes: rows.map((row) => codes[row]!), words: words.map((word) => (word === '' ? use : word)) };
}

/** The members of several days as one. */
export function joined({ inputs }: Hypothesis, days: readonly Members[]): Members {
  const n = days.reduce((sum, day) => sum + day.n, 0);
  const columnIn = (day: Members, name: string) => {
    const column = day.inputs.get(name);
    if (!column) throw new RangeError(`members of a day without ${name}`);
    return column;
  };
  return {
    n,
    numbers: concat(new Int32Array(n), days.map((day) => day.numbers)),
    completions: concat(new Float64Array(n), days.map((day) => day.completions)),
    inputs: new Map(inputs.map(({ name, type }) => [name, joinedColumn(days.map((day) => columnIn(day, name)), type, n)])),
  };
}

function joinedColumn(parts: readonly (Float64Array | Texts)[], type: Input['type'], n: number): Float64Array | Texts {
  const texts = parts.filter((part): part is Texts => 'words' in part);
  if (type !== 'text') return concat(new Float64Array(n), parts.filter((part) => part instanceof Float64Array));
  let words: string[] = [];
  const codes = texts.map((part) => {
    const before = words.length;
    words = words.concat(part.words);
    return part.codes.map((code) => before + code);
  });
  return { codes: concat(new Int32Array(n), codes), words };
}

function concat<T extends Float64Array | Int32Array>(whole: T, parts: readonly T[]): T {
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
