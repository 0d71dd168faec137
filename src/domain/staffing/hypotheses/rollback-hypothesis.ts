import { allow, requiredText } from '../../users';
import { hypothesisAlready, neverAdopted, nothingToRollBack } from '../errors';
import type { StaffingWork } from '../work';
import { adoptedIn, inForce, type ActivationRow } from './lifecycle/activation';
import { endTrialsWithoutChampion, handOver } from './lifecycle/consequences';
import { findVersion, named } from './lifecycle/find-version';
import { move } from './lifecycle/move';
import type { VersionName } from './lifecycle/version-name';

/** What a rollback did. */
export interface Rollback {
  restored: VersionName;
  replaced: VersionName;
  vacancies: string[];
  /** Candidates that the replaced version decided on while it was in force; that stays as it is, also for those held until the day's close. */
  decisionsKept: number;
  /** Open applications that were handed over to the restored version. */
  handedOver: number;
}

/** A scope that is to go back to an earlier version. */
interface Restoration {
  vacancy: string;
  current: ActivationRow;
  to: string;
}

/**
 * Puts the version from before the last adoption back in force, or a named earlier one, in all scopes that it concerns or in one. Effective
 * from the next decision: open applications are handed over, decisions already made stay. Throws `staffing.nothing_to_roll_back`.
 */
export async function rollbackHypothesis(
  w: StaffingWork,
  { to, vacancy, reason }: { to?: string | undefined; vacancy?: string | undefined; reason?: string | undefined } = {},
): Promise<Rollback> {
  allow(w, 'rollback-hypothesis');
  await w.staffing.lockLifecycle();
  const moves = (await w.staffing.activations()).filter((one) => vacancy === undefined || one.vacancy === vacancy);
  const back = to === undefined ? lastStepBack(moves) : await stepBackTo(w, moves, to);
  return restore(w, back, { reason: reason === undefined ? null : requiredText('reason', reason, 500) });
}

/** Restores earlier versions in their scopes. For the guardrails, too, which authorise themselves. */
export async function restore(w: StaffingWork, scopes: readonly Restoration[], { reason, findings }: { reason: string | null; findings?: unknown }): Promise<Rollback> {
  const [first] = scopes;
  if (!first) throw nothingToRollBack();
  const decisionsKept = await decisionsOf(w, scopes);
  for (const { vacancy, current, to } of scopes) {
    const evidence = { gate: 'rollback', rolledBack: current.hash, ...(findings === undefined ? {} : { findings }) } as const;
    await move(w, { hash: to }, 'adopted', [{ vacancy, replaces: current.hash }], { reason, evidence });
  }
  await endTrialsWithoutChampion(w);
  let handedOver = 0;
  for (const hash of new Set(scopes.map(({ current }) => current.hash))) handedOver += await handOver(w, hash);
  for (const { vacancy, current, to } of scopes) {
    const { id } = await findVersion(w, to);
    await w.emit({ type: 'hypothesis_rolled_back', hypothesis: id, hash: to, vacancy, replaced: current.hash });
  }
  const name = async (hash: string): Promise<VersionName> => ({ id: (await findVersion(w, hash)).id, hash });
  return { restored: await name(first.to), replaced: await name(first.current.hash), vacancies: scopes.map(({ vacancy }) => vacancy), decisionsKept, handedOver };
}

/** How the scopes of the last adoption go back; those that have nothing to go back to stay. */
function lastStepBack(moves: readonly ActivationRow[]): Restoration[] {
  const last = inForceEverywhere(moves).reduce<ActivationRow | undefined>((latest, one) => (latest && latest.seq > one.seq ? latest : one), undefined);
  return last ? stepsBack(moves, last.hash) : [];
}

/** How the scopes in which a version is in force go back. */
export function stepsBack(moves: readonly ActivationRow[], hash: string): Restoration[] {
  return inForceEverywhere(moves)
    .filter((current) => current.hash === hash)
    .flatMap((current) => {
      const to = adoptedIn(moves, current.vacancy).at(-2);
      return to === undefined ? [] : [{ vacancy: current.vacancy, current, to }];
    });
}

async function stepBackTo(w: StaffingWork, moves: readonly ActivationRow[], reference: string): Promise<Restoration[]> {
  const version = await findVersion(w, reference);
  const { hash } = version;
  const before = inForceEverywhere(moves).filter(({ vacancy }) => wasInForce(moves, vacancy, hash));
  if (before.length === 0) throw neverAdopted(named(version));
  const other = before.filter((current) => current.hash !== hash);
  if (other.length === 0) throw hypothesisAlready(named(version), 'adopted');
  return other.map((current) => ({ vacancy: current.vacancy, current, to: hash }));
}

const wasInForce = (moves: readonly ActivationRow[], scope: string, hash: string): boolean =>
  moves.some(({ vacancy, state, hash: adopted, replaces }) => vacancy === scope && state === 'adopted' && (adopted === hash || replaces === hash));

function inForceEverywhere(moves: readonly ActivationRow[]): ActivationRow[] {
  const scopes = new Set(moves.map(({ vacancy }) => vacancy));
  return [...scopes].flatMap((scope) => inForce(moves, scope) ?? []);
}

async function decisionsOf(w: StaffingWork, scopes: readonly Restoration[]): Promise<number> {
  let decisions = 0;
  const hashes = new Map(scopes.map(({ current }) => [current.hash, current.at]));
  for (const [hash, at] of hashes) {
    const { evaluations, errors } = await w.staffing.evaluationCounts(hash, 'live', at);
    decisions += evaluations - errors;
  }
  return decisions;
}
