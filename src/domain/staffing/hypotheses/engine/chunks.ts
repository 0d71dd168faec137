import { decodeColumn, encodeColumn } from './column';
import type { History, Results, Texts } from './history';

/** An application as a cohort chunk keeps it. */
export interface Application {
  number: number;
  vacancy: string;
  breed: string | null;
  colour: string | null;
  age: number | null;
  withdrawn: boolean;
  hired: boolean;
}

/** The result of one test: its value and when it was completed, in ms since the epoch. */
export interface Result {
  value: number;
  at: number;
}

/** The chunks of one day of applications: its cohort, and by `jump@1` its results; a test that nobody took has none. */
export interface DayChunks {
  cohort: Uint8Array;
  results: ReadonlyMap<string, Uint8Array>;
}

/** Begins every cohort chunk, so that other bytes are told from one. */
const MAGIC = 0x3243464d;
const HEADER_BYTES = 16;
const WITHDRAWN = 1;
const HIRED = 2;
const WORD_LISTS = ['vacancies', 'breeds', 'colours'] as const;

/**
 * Writes the applications of one day, in order of number, then application, little endian:
 * header (magic, n, bytes of words, 0), columns of ages, numbers, codes of vacancy, breed and colour, and flags, the words as JSON.
 */
export function encodeCohort(applications: readonly Application[]): Uint8Array {
  const n = applications.length;
  const ages = applications.map(({ age }) => age ?? NaN);
  const numbers = applications.map(({ number }) => number);
  const texts = [texted(applications, (a) => a.vacancy), texted(applications, (a) => a.breed), texted(applications, (a) => a.colour)];
  const flags = applications.map((a) => (a.withdrawn ? WITHDRAWN : 0) | (a.hired ? HIRED : 0));
  const words = Buffer.from(JSON.stringify(texts.map((text) => text.words)));
  const header = Uint32Array.of(MAGIC, n, words.length, 0);
  const columns = [ages, numbers, ...texts.map((text) => text.codes), flags].map((column) => encodeColumn(Float64Array.from(column)));
  return Buffer.concat([bytesOf(header), ...columns, words]);
}

/** Writes the results of one test by the cohort's order: a column of values, then one of times. Null is no result. */
export function encodeResults(results: readonly (Result | null)[]): Uint8Array {
  const values = Float64Array.from(results, (result) => result?.value ?? NaN);
  const times = Float64Array.from(results, (result) => result?.at ?? NaN);
  return Buffer.concat([encodeColumn(values), encodeColumn(times)]);
}

/** Reads days of chunks, in order of the day, as one history that knows these tests. Throws a RangeError where a chunk is damaged. */
export function assemble(days: readonly DayChunks[], tests: readonly string[]): History {
  const cohorts = days.map(({ cohort }) => headOf(cohort));
  const history = emptyHistory(
    cohorts.reduce((sum, cohort) => sum + cohort.n, 0),
    tests,
  );
  const codes = { vacancies: new Map<string, number>(), breeds: new Map<string, number>(), colours: new Map<string, number>() };
  let first = 0;
  for (const [i, cohort] of cohorts.entries()) {
    readCohort(history, first, cohort, codes);
    for (const test of tests) readResults(history.tests.get(test)!, first, cohort.n, days[i]!.results.get(test));
    first += cohort.n;
  }
  for (const list of WORD_LISTS) history[list].words = [...codes[list].keys()];
  return history;
}

/** A cohort chunk whose lengths were found right. */
interface Cohort {
  n: number;
  chunk: Uint8Array;
  /** Where the words begin. */
  wordsFrom: number;
  words: string[][];
}

function headOf(chunk: Uint8Array): Cohort {
  const view = new DataView(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  if (chunk.length < HEADER_BYTES || view.getUint32(0, true) !== MAGIC) throw new RangeError('not a cohort chunk');
  const n = view.getUint32(4, true);
  const wordsFrom = chunk.length - view.getUint32(8, true);
  const words = wordsOf(chunk.subarray(Math.max(wordsFrom, HEADER_BYTES)));
  return { n, chunk, wordsFrom, words };
}

function wordsOf(bytes: Uint8Array): string[][] {
  try {
    return JSON.parse(Buffer.from(bytes).toString()) as string[][];
  } catch {
    throw new RangeError('a cohort chunk without its words');
  }
}

function emptyHistory(n: number, tests: readonly string[]): History {
  const texts = (): Texts => ({ codes: new Int32Array(n), words: [] });
  const results = (): Results => ({ values: new Float64Array(n), times: new Float64Array(n) });
  return {
    n,
    numbers: new Int32Array(n),
    vacancies: texts(),
    breeds: texts(),
    colours: texts(),
    ages: new Float64Array(n),
    withdrawn: new Uint8Array(n),
    hired: new Uint8Array(n),
    tests: new Map(tests.map((test) => [test, results()])),
  };
}

type WordCodes = Record<(typeof WORD_LISTS)[number], Map<string, number>>;

function readCohort(history: History, first: number, { n, chunk, wordsFrom, words }: Cohort, codes: WordCodes): void {
  let at = HEADER_BYTES;
  const read = (column: Float64Array | Int32Array | Uint8Array) => (at = decodeColumn(chunk, at, n, column, first));
  read(history.ages);
  read(history.numbers);
  for (const [i, list] of WORD_LISTS.entries()) {
    read(history[list].codes);
    translate(history[list].codes.subarray(first, first + n), words[i] ?? [], codes[list]);
  }
  read(history.withdrawn);
  if (at !== wordsFrom) throw new RangeError(`a cohort chunk of ${n} rows cannot have ${chunk.length} bytes`);
  for (let row = first; row < first + n; row++) {
    const flags = history.withdrawn[row]!;
    history.withdrawn[row] = flags & WITHDRAWN ? 1 : 0;
    history.hired[row] = flags & HIRED ? 1 : 0;
  }
}

function readResults(results: Results, first: number, n: number, chunk: Uint8Array | undefined): void {
  if (!chunk) {
    for (const column of [results.values, results.times]) column.fill(NaN, first, first + n);
    return;
  }
  const end = decodeColumn(chunk, decodeColumn(chunk, 0, n, results.values, first), n, results.times, first);
  if (chunk.length !== end) throw new RangeError(`a chunk of ${n} results cannot have ${chunk.length} bytes`);
}

/** Turns a chunk's own codes into those of the whole history. */
function translate(codes: Int32Array, words: readonly string[], known: Map<string, number>): void {
  const meaning = Int32Array.from(words, (word) => {
    const code = known.get(word) ?? known.size;
    known.set(word, code);
    return code;
  });
  for (let i = 0; i < codes.length; i++) {
    const code = meaning[codes[i]!];
    if (code === undefined) throw new RangeError(`a cohort chunk names word ${codes[i]} of ${words.length}`);
    codes[i] = code;
  }
}

function texted(applications: readonly Application[], text: (application: Application) => string | null): Texts {
  const known = new Map<string, number>();
  const codes = Int32Array.from(applications, (application) => {
    const word = text(application) ?? '';
    const code = known.get(word) ?? known.size;
    known.set(word, code);
    return code;
  });
  return { codes, words: [...known.keys()] };
}

const bytesOf = (column: ArrayBufferView): Uint8Array => new Uint8Array(column.buffer, column.byteOffset, column.byteLength);
