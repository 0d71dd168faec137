import type { Activation, HypothesisCard, HypothesisRow } from '../../domain/staffing';
import { DomainError } from '../../domain/shared/errors';
import { isFile } from '../files';
import type { Listing } from '../list-command';
import { count } from '../money';
import { percent, setShare } from '../percent';
import { clean, type Tone } from '../style';
import { exactAndRelative, relative, shortTime, type Clock } from '../time';
import { notAdded } from '../usage';
import { shortHash, versionName } from './explain';
import * as json from './lifecycle-json';

const TONES: Partial<Record<HypothesisRow['state'], Tone>> = { adopted: 'done', trial: 'waits', retired: 'secondary' };

/** A state with its share: `trial 50 %`. */
const stateTold = ({ state, shareBp }: Pick<HypothesisRow, 'state' | 'shareBp'>): string => (shareBp === null ? state : `${state} ${setShare(shareBp)}`);

/** Hypotheses as a list. */
export const hypothesisList = (clock: Clock): Listing<HypothesisRow, ReturnType<typeof json.hypothesis>> => ({
  columns: [
    { head: 'ID', of: (row) => row.id },
    { head: 'VERSION', of: (row) => shortHash(row.hash) },
    { head: 'STATE', of: stateTold, tone: (row) => TONES[row.state] ?? 'plain' },
    { head: 'SINCE', of: (row) => relative(row.since, clock), wide: (row) => exactAndRelative(row.since, clock) },
    { head: 'VACANCIES', of: (row) => row.vacancies.join(', '), cuttable: true, optional: true },
    { head: 'SCREENED', of: (row) => count(row.screened), right: true },
    { head: 'ACCEPTED', of: (row) => percent(row.accepted, row.screened), right: true },
  ],
  json: json.hypothesis,
  csv: ['id', 'version', 'state', 'share', 'vacancies', 'since', 'screened', 'accepted'],
  empty: 'No hypotheses yet. Write one and check it: mcf hypotheses lint',
});

/** What to do next about hypotheses: what is on trial is compared, what is further back goes one step on. */
export function nextForHypotheses(rows: readonly HypothesisRow[]): string {
  const champion = rows.find(({ state }) => state === 'adopted');
  const onTrial = rows.find(({ state }) => state === 'trial');
  if (onTrial && champion) return `mcf hypotheses compare ${champion.id} ${onTrial.id}`;
  const further = rows.find(({ state }) => state === 'shadow' || state === 'backtested' || state === 'draft');
  if (further) return nextForHypothesis(further);
  return champion ? `mcf hypotheses show ${champion.id}` : 'mcf hypotheses add';
}

/** The next step of one hypothesis. */
export function nextForHypothesis({ id, state }: Pick<HypothesisRow, 'id' | 'state'>): string {
  switch (state) {
    case 'draft':
      return `mcf hypotheses backtest ${id}`;
    case 'backtested':
      return `mcf hypotheses shadow ${id}`;
    case 'shadow':
      return `mcf hypotheses trial ${id} --share 10 --forecast`;
    case 'trial':
      return `mcf hypotheses adopt ${id}`;
    default:
      return 'mcf hypotheses list';
  }
}

/** The title and the fields of a hypothesis's card. */
export function hypothesisCard(of: HypothesisCard, clock: Clock): [string, Record<string, string | null>] {
  const { predicts, accept } = of.hypothesis;
  const sign = predicts.direction === 'decrease' ? '-' : '+';
  return [
    `${versionName(of)} · ${stateTold(of)}`,
    {
      owner: of.owner,
      claim: of.claim,
      vacancies: of.vacancies.map((vacancy) => (vacancy === '*' ? 'all others' : vacancy)).join(', '),
      predicts: `${predicts.metric.replaceAll('_', ' ')} ${sign}${points(predicts.smallestEffect)}`,
      accepts: `the top ${setShare(accept.topBasisPoints)} of the last ${accept.windowDays} days, at least ${count(accept.minCandidates)} cats`,
      decides: accept.mode === 'online' ? 'at once' : "at the day's close",
      added: [exactAndRelative(of.createdAt, clock), of.author].filter(Boolean).join(', '),
      since: exactAndRelative(of.since, clock),
      screened: of.screened === 0 ? null : `${count(of.screened)}, accepted ${percent(of.accepted, of.screened)}`,
    },
  ];
}

/** A difference of shares in points: `8 points`, `0.5 points`. */
const points = (share: number): string => `${Number((100 * share).toFixed(2))} points`;

/** What a hypothesis looks at, asks for and scores by, in the words of its file. */
export function clauseTable({ hypothesis }: HypothesisCard): string[] {
  const named = [...hypothesis.requirements.map((one) => ['needs', one.id, one.text] as const), ...hypothesis.characteristics.map((one) => [one.kind, one.id, one.text] as const)];
  const rows = [...named, ['score', '', hypothesis.score.text] as const];
  const widths = [0, 1].map((at) => rows.reduce((most, row) => Math.max(most, row[at]?.length ?? 0), 0));
  return rows.map(([kind, id, text]) => `  ${kind.padEnd(widths[0] ?? 0)}  ${id.padEnd(widths[1] ?? 0)}  ${clean(text)}`);
}

/** What happened to a version, oldest first. */
export function historyLines({ hash, history }: HypothesisCard, clock: Clock): string[] {
  if (history.length === 0) return [];
  const rows = history.map((move) => {
    const words = [replacementTold(hash, move), [move.by ?? 'by itself', move.reason].filter(Boolean).join(': ')].filter(Boolean).join(', ');
    return [shortTime(move.at, clock), move.hash === hash ? move.state : 'replaced', words] as const;
  });
  const width = rows.reduce((most, [, state]) => Math.max(most, state.length), 0);
  return ['History', ...rows.map(([at, state, who]) => `  ${at}  ${state.padEnd(width)}  ${clean(who)}`)];
}

/** What took the place of a version, or what it took the place of: `by steady-paws@9c41e0b7d2aa`. */
function replacementTold(hash: string, { id, hash: moved, replaces, evidence }: Activation): string {
  const back = evidence.gate === 'rollback' ? ', rolled back' : '';
  if (moved !== hash) return `by ${versionName({ id, hash: moved })}${back}`;
  return replaces === null ? '' : `in place of ${versionName(replaces)}${back}`;
}

/** Whoever names a file where a hypothesis is wanted is told to add it first. */
export async function namingHypotheses<T>(names: readonly string[], work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const file = names.find(isFile);
    if (file !== undefined && error instanceof DomainError && error.code === 'staffing.hypothesis_not_found') throw notAdded(file);
    throw error;
  }
}
