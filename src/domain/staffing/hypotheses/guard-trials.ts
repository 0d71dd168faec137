import { dayOf } from '../../shared/time';
import type { Actor, Runner } from '../../shared/work';
import { forEach } from '../../shared/each';
import { allow } from '../../users';
import { WHOLE_BP } from '../basis-points';
import type { Finding } from '../statistics';
import type { StaffingWork } from '../work';
import { inForce, type ActivationRow } from './lifecycle/activation';
import { stagesOf } from './lifecycle/comparison';
import { findVersion } from './lifecycle/find-version';
import type { Trial } from './lifecycle/trial';
import type { StoredVersion } from './lifecycle/version-name';
import { withdraw } from './retire-hypothesis';
import { restore, stepsBack } from './rollback-hypothesis';

/**
 * Looks how every trial, and every adopted version that replaced another one, runs: never how well its hires work (ADR 10). What breaks a
 * guardrail is ended or rolled back at once, with the finding as its reason. Tells how many there were.
 */
export async function guardTrials(app: Runner<StaffingWork>, actor: Actor): Promise<number> {
  const hashes = await app.query(actor, async (w) => {
    allow(w, 'guard-trials');
    const moves = await w.staffing.activations();
    const adopted = [...new Set(moves.map(({ vacancy }) => vacancy))].flatMap((scope) => inForce(moves, scope)?.hash ?? []);
    return [...new Set([...(await w.staffing.trials({ running: true })).map(({ hash }) => hash), ...adopted])];
  });
  return forEach(hashes, (hash) => app.run(actor, (w) => guard(w, hash)));
}

async function guard(w: StaffingWork, hash: string): Promise<boolean> {
  await w.staffing.lockLifecycle();
  const version = await findVersion(w, hash);
  const [trial] = await w.staffing.trials({ running: true, hash });
  return trial ? guardTrial(w, version, trial) : guardAdopted(w, version);
}

async function guardTrial(w: StaffingWork, version: StoredVersion, trial: Trial): Promise<boolean> {
  const { guardrails } = await import('../statistics');
  const [counts, outcomes] = [await w.staffing.armCounts(trial.id), await w.staffing.trialOutcomes(trial)];
  const ended = ({ completed, expired }: { completed: number; expired: number }) => ({ ended: completed + expired, completed });
  const findings = guardrails({
    errors: (await w.staffing.evaluationCounts(version.hash, 'live', trial.startedAt)).errors,
    champion: ended(counts.a),
    trial: ended(counts.b),
    ...(await w.staffing.laneCounts(`trial:${trial.id}`)),
    closed: await closedOf(w, version, trial.startedAt),
    band: { fromBp: await lowestShare(w, version), toBp: version.hypothesis.accept.topBasisPoints },
    stages: stagesOf(trial, counts, outcomes, w.now),
  });
  const [first] = findings;
  if (!first) return false;
  await withdraw(w, version, { reason: reasonOf(findings), end: 'guardrail', evidence: { gate: 'guardrail', trial: trial.id, findings } });
  await w.emit({ type: 'hypothesis_stopped', hypothesis: version.id, hash: version.hash, trial: trial.id, restored: null, guardrail: first.guardrail });
  return true;
}

/** The version it replaced is what it is held against: how many batteries were completed under it, and where it can go back to. */
async function guardAdopted(w: StaffingWork, version: StoredVersion): Promise<boolean> {
  const moves = await w.staffing.activations();
  const back = stepsBack(moves, version.hash);
  const [step] = back;
  if (!step) return false;
  const findings = await findingsOn(w, version, step.current, step.to, await widestCut(w, moves));
  const [first] = findings;
  if (!first) return false;
  const { restored } = await restore(w, back, { reason: reasonOf(findings), findings });
  await w.emit({ type: 'hypothesis_stopped', hypothesis: version.id, hash: version.hash, trial: null, restored: restored.hash, guardrail: first.guardrail });
  return true;
}

async function findingsOn(w: StaffingWork, version: StoredVersion, { at }: ActivationRow, before: string, limitBp: number): Promise<Finding[]> {
  const { guardrails } = await import('../statistics');
  const [own, earlier] = [await w.staffing.endedSince(version.hash, at), await w.staffing.endedSince(before, new Date(0))];
  return guardrails({
    errors: (await w.staffing.evaluationCounts(version.hash, 'live', at)).errors,
    champion: { ended: earlier.completed + earlier.expired, completed: earlier.completed },
    trial: { ended: own.completed + own.expired, completed: own.completed },
    // Its own decisions may lie above the limit for a while, where those before it left room: the guard counts the lane as a whole.
    ...(await w.staffing.laneCounts('champion')),
    closed: await closedOf(w, version, at),
    band: { fromBp: await lowestShare(w, version), toBp: limitBp },
    stages: [],
  });
}

const closedOf = (w: StaffingWork, { hash }: StoredVersion, since: Date) => w.staffing.closedSince(hash, since, dayOf(w.now, w.zone));

const reasonOf = (findings: readonly Finding[]): string => findings.map(({ guardrail }) => guardrail).join(', ');

/** The largest share that any version so far in force could accept, in basis points: the lane of all of them never lies above it. */
async function widestCut(w: StaffingWork, moves: readonly ActivationRow[]): Promise<number> {
  const adopted = new Set(moves.filter(({ state }) => state === 'adopted').map(({ hash }) => hash));
  const cuts: number[] = [];
  for (const hash of adopted) cuts.push((await w.staffing.version(hash))?.hypothesis.accept.topBasisPoints ?? 0);
  return Math.max(...cuts);
}

/** Half of the share that history or shadow accepted, whichever was less of those that screened enough: candidates drift, and less than this is no drift any more. */
async function lowestShare(w: StaffingWork, { hash }: StoredVersion): Promise<number> {
  const [backtest, shadow] = [await w.staffing.backtestOf(hash), (await w.staffing.decidedCounts('shadow', hash)).get(hash)];
  const { SHARE_MINIMUM } = await import('../statistics');
  const shares = [backtest, shadow].flatMap((counts) => (counts && counts.screened >= SHARE_MINIMUM ? [counts.accepted / counts.screened] : []));
  return shares.length === 0 ? 0 : (Math.min(...shares) / 2) * WHOLE_BP;
}
