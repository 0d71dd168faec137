import type { Hypothesis } from '../hypothesis';
import { companyDays, type Days } from './calendar';
import type { History, Texts } from './history';
import { completionsOf, membersOf, type Members } from './members';
import { orderOf } from './order';
import { firstWhere } from './select';

/** All candidates of one vacancy who are complete for a hypothesis. */
export interface Line extends Members {
  vacancy: string;
  /** By member: its row in the history. */
  rows: Int32Array;
  /** By member: its place among those of all vacancies. */
  places: Int32Array;
  /** The first member of each day, and the end of the last day. */
  starts: Int32Array;
}

/** The candidates whom a hypothesis can decide on, by vacancy. */
export interface Lines {
  n: number;
  /** From the first completion to the last. */
  days: Days;
  lines: Line[];
}

/** Lines up the candidates of a history in order of completion, then number, then application. */
export function lineUp(hypothesis: Hypothesis, history: History, zone: string): Lines {
  const completions = completionsOf(hypothesis, history);
  const rows = inOrder(completions, history.numbers);
  if (rows.length === 0) return { n: 0, days: { first: 0, starts: new Float64Array(1) }, lines: [] };
  const days = companyDays(zone, completions[rows[0]!]!, completions[rows.at(-1)!]!);
  const lines = byVacancy(rows, history.vacancies).map((places): Line => {
    const own = picked(rows, places);
    const members = membersOf(hypothesis, history, own, picked(completions, own));
    const vacancy = history.vacancies.words[history.vacancies.codes[own[0]!]!]!;
    return { ...members, vacancy, rows: own, places, starts: startsOf(members.completions, days) };
  });
  return { n: rows.length, days, lines };
}

/** How many members were complete on a day (counted from 1970-01-01). */
export function completedOn(line: Line, days: Days, day: number): number {
  const [from, to] = stretchOf(line, days, day);
  return to - from;
}

/** The members of a day (counted from 1970-01-01). */
export function membersOn(line: Line, days: Days, day: number): Members {
  const [from, to] = stretchOf(line, days, day);
  const part = (column: Float64Array | Texts) => ('words' in column ? { ...column, codes: column.codes.subarray(from, to) } : column.subarray(from, to));
  return {
    n: to - from,
    numbers: line.numbers.subarray(from, to),
    completions: line.completions.subarray(from, to),
    inputs: new Map([...line.inputs].map(([name, column]) => [name, part(column)])),
  };
}

/** Nobody was complete before the first day, nor after the last. */
function stretchOf({ starts }: Line, { first }: Days, day: number): [from: number, to: number] {
  const [from, to] = [starts[day - first], starts[day - first + 1]];
  return from === undefined || to === undefined ? [0, 0] : [from, to];
}

function inOrder(completions: Float64Array, numbers: Int32Array): Int32Array {
  const complete = new Int32Array(completions.length);
  let n = 0;
  for (let row = 0; row < completions.length; row++) if (!Number.isNaN(completions[row])) complete[n++] = row;
  const rows = picked(complete, orderOf(picked(completions, complete.subarray(0, n))));
  for (let from = 0, to = 1; from < n; from = to++) {
    while (to < n && completions[rows[to]!] === completions[rows[from]!]) to++;
    // Typed arrays sort stably, so that applications of one number stay in their order.
    if (to > from + 1) rows.subarray(from, to).sort((a, b) => numbers[a]! - numbers[b]!);
  }
  return rows;
}

/** The places of the rows of each vacancy that has any, in order. */
function byVacancy(rows: Int32Array, { codes, words }: Texts): Int32Array[] {
  const sizes = new Int32Array(words.length);
  for (let place = 0; place < rows.length; place++) sizes[codes[rows[place]!]!]!++;
  const places = Array.from(sizes, (size) => new Int32Array(size));
  for (let place = rows.length - 1; place >= 0; place--) {
    const vacancy = codes[rows[place]!]!;
    places[vacancy]![--sizes[vacancy]!] = place;
  }
  return places.filter(({ length }) => length > 0);
}

function startsOf(completions: Float64Array, { starts }: Days): Int32Array {
  let member = 0;
  return Int32Array.from(starts, (start) => (member = firstWhere(member, completions.length, (at) => completions[at]! >= start)));
}

function picked<T extends Float64Array | Int32Array>(column: T, rows: Int32Array): T {
  const found = column.slice(0, rows.length) as T;
  for (let i = 0; i < rows.length; i++) found[i] = column[rows[i]!]!;
  return found;
}
