import type { VersionName } from './version-name';

/** Where a version stands in its life. */
export type State = 'draft' | 'backtested' | 'shadow' | 'trial' | 'adopted' | 'retired';

/** What opened the gate: the figures that a move was made on, kept for ever beside it. */
export interface Evidence {
  gate: 'backtest' | 'shadow' | 'trial' | 'first' | 'verdict' | 'override' | 'rollback' | 'retirement' | 'guardrail' | 'other_champion';
  [fact: string]: unknown;
}

/** A move of one version in one scope: a vacancy's name, or `*` for all that nobody named. Rows are only ever added. */
export interface ActivationRow {
  seq: number;
  hash: string;
  vacancy: string;
  /** `proposed` waits for a second pair of eyes and moves nothing. */
  state: 'shadow' | 'trial' | 'proposed' | 'adopted' | 'retired';
  replaces: string | null;
  trial: string | null;
  actor: string | null;
  reason: string | null;
  evidence: Evidence;
  at: Date;
}

/** A move of one version as it is told: over all the vacancies it was made for at once. */
export interface Activation extends VersionName {
  state: ActivationRow['state'];
  vacancies: string[];
  /** What it took the place of. */
  replaces: VersionName | null;
  trial: string | null;
  /** Who made it, by name; null where the system did. */
  by: string | null;
  reason: string | null;
  evidence: Evidence;
  at: Date;
}

/** How a version stands by its moves alone, with the vacancies where it stands so; a version without a move is a draft, or backtested. */
export interface Standing {
  state: 'shadow' | 'trial' | 'adopted' | 'retired';
  vacancies: string[];
  since: Date;
  trial: string | null;
}

/** The states from the one that tells most about a version. */
const MOST_TELLING = ['adopted', 'trial', 'shadow', 'retired'] as const;

/** How a version stands after all moves of all versions, oldest first; an adopted one that was replaced is retired. */
export function standingOf(moves: readonly ActivationRow[], hash: string): Standing | null {
  const scopes = [...new Set(moves.filter((move) => move.hash === hash).map((move) => move.vacancy))];
  const standings = scopes.flatMap((scope) => standingIn(moves.filter((move) => move.vacancy === scope), hash) ?? []);
  const state = MOST_TELLING.find((one) => standings.some((standing) => standing.state === one));
  const alike = standings.filter((standing) => standing.state === state);
  const [first] = alike;
  return first ? { ...first, vacancies: alike.flatMap((standing) => standing.vacancies) } : null;
}

/** The version in force in a scope itself: the last one adopted there; nobody names a vacancy for it, nothing is in force by name. */
export function inForce(moves: readonly ActivationRow[], scope: string): ActivationRow | undefined {
  return moves.findLast((move) => move.vacancy === scope && move.state === 'adopted');
}

/** The versions a rollback in a scope can go back through, oldest first; the last one is in force. */
export function adoptedIn(moves: readonly ActivationRow[], scope: string): string[] {
  return moves
    .filter((move) => move.vacancy === scope && move.state === 'adopted')
    .reduce<string[]>((stack, { hash, replaces, evidence }) => {
      // Going back takes away what came in between, so that a second rollback goes back further.
      if (evidence.gate === 'rollback' && stack.includes(hash)) return stack.slice(0, stack.lastIndexOf(hash) + 1);
      return [...(stack.length === 0 && replaces !== null ? [replaces] : stack), hash];
    }, []);
}

function standingIn(moves: readonly ActivationRow[], hash: string): Standing | undefined {
  const last = moves.findLast((move) => move.hash === hash && move.state !== 'proposed');
  if (!last || last.state === 'proposed') return undefined;
  const { state, at, trial, vacancy } = last;
  const successor = state === 'adopted' ? moves.find((move) => move.seq > last.seq && move.state === 'adopted') : undefined;
  return { state: successor ? 'retired' : state, vacancies: [vacancy], since: successor?.at ?? at, trial: state === 'trial' ? trial : null };
}
