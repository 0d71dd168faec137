import { allow, requiredText } from '../../users';
import { hypothesisAlready, versionInForce } from '../errors';
import type { StaffingWork } from '../work';
import { standingOf, type Activation, type ActivationRow, type Evidence } from './lifecycle/activation';
import { handOver } from './lifecycle/consequences';
import { findVersion, named } from './lifecycle/find-version';
import { move, scopesOf, toldMove } from './lifecycle/move';
import type { TrialEnd } from './lifecycle/trial';
import type { StoredVersion } from './lifecycle/version-name';

/** Takes a version out of shadow or trial for good; its open applications go to the version in force. Refused for that one itself: it is rolled back or replaced. */
export async function retireHypothesis(w: StaffingWork, { ref, reason }: { ref: string; reason?: string | undefined }): Promise<Activation> {
  allow(w, 'retire-hypothesis');
  await w.staffing.lockLifecycle();
  const version = await findVersion(w, ref);
  const standing = standingOf(await w.staffing.activations(), version.hash);
  if (standing?.state === 'adopted') throw versionInForce(named(version));
  if (standing?.state === 'retired') throw hypothesisAlready(named(version), 'retired');
  const given = reason === undefined ? null : requiredText('reason', reason, 500);
  return toldMove(w, await withdraw(w, version, { reason: given, end: 'retired', evidence: { gate: 'retirement', from: standing?.state ?? 'draft' } }));
}

/** Withdraws a version with all that follows. For the guardrails, too, which authorise themselves. */
export async function withdraw(
  w: StaffingWork,
  version: StoredVersion,
  { reason, end, evidence }: { reason: string | null; end: TrialEnd; evidence: Evidence },
): Promise<ActivationRow[]> {
  const [trial] = await w.staffing.trials({ running: true, hash: version.hash });
  if (trial) await w.staffing.endTrial(trial.id, end);
  const rows = await move(w, version, 'retired', scopesOf(version), { trial: trial?.id ?? null, reason, evidence });
  await handOver(w, version.hash);
  await w.emit({ type: 'hypothesis_retired', hypothesis: version.id, hash: version.hash });
  return rows;
}
