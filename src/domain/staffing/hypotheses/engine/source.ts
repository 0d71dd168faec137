import type { Hypothesis } from '../hypothesis';
import type { Source } from './block';
import { textsIn } from './expressions';
import type { Texts } from './history';
import type { Members } from './members';
import { percentilesOf, type Percentiles } from './percentiles';

/** What a hypothesis's expressions read of members, by the reference population of the moment. */
export interface MemberSource extends Source {
  percentiles(input: string, group?: string): Percentiles;
  /** All percentiles asked for so far; those within groups come after those of the whole. */
  allPercentiles(): Iterable<Percentiles>;
}

/** Columns of members for a hypothesis's expressions. A text becomes the number of its word; a word that neither members nor hypothesis know has none, but −1. */
export function sourceOf(hypothesis: Hypothesis, members: Members): MemberSource {
  const words = wordsIn(hypothesis, members);
  const numbers = new Map(words.map((word, number) => [word, number]));
  const columns = new Map([...members.inputs].map(([name, column]) => [name, numbered(column, numbers)]));
  const percentiles = new Map<string, Percentiles>();
  const column = (name: string): Float64Array => columns.get(name) ?? new Float64Array(members.n).fill(NaN);
  const make = (input: string, group?: string): Percentiles =>
    percentilesOf(column(input), group === undefined ? undefined : { groups: column(group), whole: source.percentiles(input) });
  const source: MemberSource = {
    column,
    word: (text) => numbers.get(text) ?? -1,
    percentiles(input, group) {
      const key = JSON.stringify([input, group]);
      const known = percentiles.get(key) ?? make(input, group);
      percentiles.set(key, known);
      return known;
    },
    allPercentiles: () => percentiles.values(),
  };
  return source;
}

function wordsIn(hypothesis: Hypothesis, { inputs }: Members): string[] {
  const declared = [...inputs.values()].flatMap((column) => ('words' in column ? column.words : []));
  return [...new Set([...declared, ...textsIn(hypothesis)])];
}

function numbered(column: Float64Array | Texts, numbers: ReadonlyMap<string, number>): Float64Array {
  if (!('words' in column)) return column;
  const { codes, words } = column;
  const meaning = Float64Array.from(words, (word) => numbers.get(word)!);
  const found = new Float64Array(codes.length);
  for (let row = 0; row < codes.length; row++) found[row] = meaning[codes[row]!]!;
  return found;
}
