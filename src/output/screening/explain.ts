import type { Explanation } from '../../domain/staffing';
import { catNumber } from '../../domain/shared/ids';
import { percent, setShare } from '../percent';
import { clean, paint, sign, type Tone } from '../style';

type Stream = { isTTY?: boolean };
type Finding = Explanation['requirements'][number];

const VERDICTS = { accept: ['ACCEPT', 'done'], reject: ['REJECT', 'failed'], held: ['HELD', 'waits'] } as const satisfies Record<string, readonly [string, Tone]>;

/** People read the first twelve digits of a version. */
export const shortHash = (hash: string): string => hash.slice(0, 12);

/** A version of a hypothesis as people name it: `quick-jumper@211dae7a97bf`. */
export const versionName = ({ id, hash }: { id: string; hash: string }): string => `${id}@${shortHash(hash)}`;

/** What an undecided cat waits for. */
const WAITS: Record<NonNullable<Explanation['waitsFor']>, (of: Explanation) => string> = {
  battery: ({ candidate }) => `its battery: mcf candidates assign ${catNumber(candidate.number)}`,
  results: ({ missing }) => missing.join(', '),
  version: () => 'a hypothesis in force for its vacancy',
  next_look: () => 'the next look at waiting cats: mcf jobs run screening',
};

/** Why a candidate was decided on as it was, term by term: counts bare, shares with two decimals, conditions in the words of the file. */
export function explanationLines(of: Explanation, stream: Stream): string[] {
  return [
    heading(of, stream),
    ...(of.override?.reason ? [`  because: ${clean(of.override.reason)}`] : []),
    ...requirementLines(of.requirements, stream),
    ...characteristicLines(of),
    ...scoreLines(of),
    ...heldLines(of),
    ...(of.waitsFor === null ? [] : [`  waits for ${WAITS[of.waitsFor](of)}`]),
    ...(of.error === null ? [] : [`  it could not be evaluated: ${clean(of.error)}`]),
    ...of.shadows.map(shadowTold),
  ];
}

function heading({ candidate, verdict, status, override, hypothesis }: Explanation, stream: Stream): string {
  const [word, tone] = verdict === null ? ([status.toUpperCase(), 'plain'] as const) : VERDICTS[verdict];
  const over = hypothesis ? `, over ${versionName(hypothesis)}` : '';
  const by = override ? `by ${clean(override.by)}${over}` : hypothesis ? `by ${versionName(hypothesis)} (${hypothesis.engine})` : '';
  return [catNumber(candidate.number), paint(tone, word, stream), by].filter(Boolean).join('  ');
}

/** Requirements below each other, each with the values that decided it. */
function requirementLines(requirements: readonly Finding[], stream: Stream): string[] {
  const width = requirements.reduce((most, { id }) => Math.max(most, id.length), 0);
  return requirements.map((one) => {
    const mark = one.holds ? paint('done', sign.done(), stream) : paint('failed', sign.failed(), stream);
    return `  ${mark} ${one.id.padEnd(width)}   ${[clean(one.text), termsTold(one)].filter(Boolean).join('   ')}`;
  });
}

/** `[reaction_ms = 244]`; where the only value is that of a call, which the condition shows already, just `[= 97.11]`. */
function termsTold({ text, terms }: Finding): string {
  const [first] = terms;
  if (!first) return '';
  if (terms.length === 1 && isCall(first.text) && text.includes(first.text)) return `[= ${figure(first)}]`;
  return `[${terms.map((term) => `${term.text} = ${figure(term)}`).join(', ')}]`;
}

const isCall = (term: string): boolean => term.includes('(');

/** Percentiles get two decimals, what was measured stands as it was. */
const figure = ({ text, value }: Finding['terms'][number]): string => (typeof value === 'number' && isCall(text) ? value.toFixed(2) : clean(String(value)));

function characteristicLines({ characteristics }: Explanation): string[] {
  return (['strength', 'weakness'] as const).flatMap((kind) => {
    const found = characteristics.filter((one) => one.holds && one.kind === kind).map(({ id, text }) => `${id} (${clean(text)})`);
    return found.length === 0 ? [] : [`  ${kind}: ${found.join(', ')}`];
  });
}

function scoreLines({ score: value, ge, n, limitBp, requirements }: Explanation): string[] {
  if (value === null) return requirements.some(({ holds }) => !holds) ? ['  no score: a requirement failed'] : [];
  if (ge === null || n === null) return [`  score ${score(value)}`];
  const limit = limitBp === null ? '' : ` (limit ${setShare(limitBp)})`;
  if (limitBp !== null && placesIn(n, limitBp) === 0) return [`  score ${score(value)}; nobody passes: ${n} reference candidates leave no place in the top ${setShare(limitBp)}`];
  return [`  score ${score(value)}; ${ge} of ${n} reference candidates scored as high or higher → ${percent(ge, n)}${limit}`];
}

/** Of so many and the cat itself, how many fit into the cut. */
const placesIn = (n: number, limitBp: number): number => Math.floor((limitBp * (n + 1)) / 10_000);

function heldLines({ verdict, held, guard }: Explanation): string[] {
  if (verdict !== 'held' || !held) return [];
  const why = {
    tie: 'it ties with others at the cut',
    guard: `one more accepted of ${guard?.screened ?? 0} screened would be over the limit`,
    batch: 'this hypothesis decides once a day',
  };
  return [`  held until the day's close: ${why[held.why]}`];
}

/** A score to three decimals, without zeros that say nothing. */
const score = (value: number): string => String(Number(value.toFixed(3)));

function shadowTold({ id, hash, verdict, score: value, error }: Explanation['shadows'][number]): string {
  const said = [verdict ?? 'nothing yet', value === null ? '' : `score ${score(value)}`].filter(Boolean).join(', ');
  return `  beside it ${versionName({ id, hash })} ${error === null ? `says ${said}` : 'failed'}`;
}

/** A decision in a few words: `accept, by quick-jumper@211dae7a97bf`. */
export function decisionTold({ verdict, override, hypothesis }: Explanation): string | null {
  if (verdict === null) return null;
  if (override) return [`${verdict}, overridden by ${override.by}`, override.reason].filter(Boolean).join(': ');
  return hypothesis ? `${verdict}, by ${versionName(hypothesis)}` : verdict;
}
