import type { AppWork } from '../app';
import { showOrder, whoIsFree, type OrderView } from '../domain/orders';
import { explainMatch, type ExplainedMatch, type StepTrace } from '../domain/staffing';
import { clean, nameOf, sign } from './style';
import type { Column } from './table';
import { shortTime, type Clock } from './time';

/** Why an order has its worker: the match, and the numbers of the orders that kept others from it. */
export interface Why {
  order: OrderView;
  of: ExplainedMatch;
  numbers: ReadonlyMap<string, number>;
  /** Names of workers who said that they cannot come then, and so are not asked by a match. */
  notAsked: string[];
}

const BUSY = /^order ([0-9a-f-]{36})$/;
/** More workers than this are told by --json only. */
const MOST_WORKERS = 10;

/** Gathers what is told of an order's match. */
export async function lookAtMatch(w: AppWork, reference: string): Promise<Why> {
  const order = await showOrder(w, reference);
  const of = await explainMatch(w, { order: order.id, number: order.number });
  const ids = new Set(of.match.steps.flatMap(({ dropped }) => dropped.flatMap(({ why }) => BUSY.exec(why)?.[1] ?? [])));
  const numbers = new Map<string, number>();
  for (const id of ids) numbers.set(id, (await showOrder(w, id)).number);
  const asked = new Set([...of.match.steps.flatMap(({ dropped }) => dropped.map(({ worker }) => worker)), ...Object.keys(of.match.probabilities)]);
  const notAsked = (await whoIsFree(w, { order: order.id })).filter(({ saidNo, worker }) => saidNo && !asked.has(worker.id)).map(({ worker }) => nameOf(worker));
  return { order, of, numbers, notAsked };
}

/** The first line: who was picked, by what, and whether it comes out the same again. */
export function whyTitle({ order, of }: Why): string {
  const { match, replay } = of;
  const again = replay ? `${replay.same ? sign.done() : sign.failed()} replay gives ${who(of, replay.picked)}` : 'no replay: nothing was kept of the workers';
  return clean([`Order ${order.number} → ${who(of, match.picked)}`, match.pipeline, `seed ${match.seed}`, again].join(' · '));
}

/** What each step did. */
export const whyColumns = (why: Why): Column<StepTrace & { at: number }>[] => [
  { head: 'STEP', of: ({ at, step, params }) => `${at} ${step.replaceAll('_', ' ')}${step === 'program' ? ` ${String(params?.run)}` : ''}` },
  { head: 'IN', of: (row) => String(row.in), right: true },
  { head: 'OUT', of: ({ out }) => String(out), right: true },
  { head: 'DROPPED', of: (row) => stepTold(row, why), cuttable: true },
];

/** The steps, numbered. */
export const whyRows = ({ of }: Why): (StepTrace & { at: number })[] => of.match.steps.map((step, at) => ({ ...step, at: at + 1 }));

function stepTold({ step, dropped, values, fault }: StepTrace, { of, numbers }: Why): string {
  if (fault) return `${fault.policy === 'stop' ? 'stopped' : 'left out'}: ${fault.fault.replaceAll('_', ' ')}${fault.detail === '' ? '' : `, ${fault.detail}`}`;
  if (step === 'random' || step === 'weighted' || step === 'best') return chancesTold(of);
  const gone = dropped.map(({ worker, why }) => `${who(of, worker)}: ${why.replace(BUSY, (busy, id: string) => (numbers.has(id) ? `order ${numbers.get(id)}` : busy))}`);
  const valued = Object.entries(values ?? {}).sort(([, a], [, b]) => b - a).map(([worker, value]) => `${who(of, worker)} ${value.toFixed(2)}`);
  return [gone.join('; '), valued.join(', ')].filter(Boolean).join(' · ');
}

function chancesTold(of: ExplainedMatch): string {
  const able = Object.entries(of.match.probabilities).filter(([, chance]) => chance > 0).sort(([, a], [, b]) => b - a);
  const [first] = able;
  if (!first) return 'nobody was left';
  if (able.length === 1) return `${who(of, first[0])} alone`;
  if (able.every(([, chance]) => chance === first[1])) return `each${able.length < Object.keys(of.match.probabilities).length ? ` of ${able.length}` : ''} had ${percent(first[1])}`;
  return able.map(([worker, chance]) => `${who(of, worker)} ${percent(chance)}`).join(', ');
}

/** Those who were left at the pick, with their scores; none where nothing scored them. */
export function scoreRows({ of }: Why): { name: string; score: number; chance: number }[] {
  const rows = Object.entries(of.match.scores ?? {}).map(([worker, score]) => ({ name: who(of, worker), score, chance: of.match.probabilities[worker] ?? 0 }));
  return rows.sort((a, b) => b.score - a.score).slice(0, MOST_WORKERS);
}

/** Their columns. */
export const scoreColumns: Column<ReturnType<typeof scoreRows>[number]>[] = [
  { head: 'WORKER', of: ({ name }) => name, cuttable: true },
  { head: 'SCORE', of: ({ score }) => score.toFixed(3), right: true },
  { head: 'CHANCE', of: ({ chance }) => percent(chance), right: true },
];

/** What happened before and after the match. */
export function aroundLines({ order, of, notAsked }: Why, clock: Clock): string[] {
  const before = of.earlier.map(({ at, pipeline, picked }) => `before: ${shortTime(at, clock)}  ${pipeline} → ${who(of, picked)}`);
  const now = order.worker && order.worker.id !== of.match.picked ? [`now: ${nameOf(order.worker)}, by hand`] : [];
  const not = notAsked.map((name) => `not asked: ${name} said that it cannot come`);
  return [...now, ...not, ...before].map(clean);
}

const percent = (chance: number): string => `${(100 * chance).toFixed(1)} %`;

function who({ people }: ExplainedMatch, worker: string | null): string {
  if (worker === null) return 'nobody';
  const person = people.get(worker);
  return person ? nameOf(person) : worker;
}
