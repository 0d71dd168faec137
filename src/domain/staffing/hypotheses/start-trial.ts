import { allow } from '../../users';
import { hypothesisAlready, needsShadow, shadowHadErrors, trialTooLong } from '../errors';
import type { StaffingWork } from '../work';
import { championOf, forecastOf } from './forecast-trial';
import { standingOf } from './lifecycle/activation';
import { findVersion, named } from './lifecycle/find-version';
import { move } from './lifecycle/move';
import { namedTrial, type NamedTrial } from './lifecycle/trial';
import type { StoredVersion } from './lifecycle/version-name';

/**
 * Lets a version decide on a share of the candidates (basis points), compared with the one in force: salt, share, metric and threshold
 * are frozen. On a version that is on trial already it ends that phase and starts another. Needs a shadow that decided without errors;
 * throws `staffing.trial_too_long` for a trial beyond the policy's days, unless that is accepted.
 */
export async function startTrial(w: StaffingWork, { ref, shareBp, acceptUnderpowered = false }: { ref: string; shareBp: number; acceptUnderpowered?: boolean }): Promise<NamedTrial> {
  allow(w, 'start-trial');
  await w.staffing.lockLifecycle();
  const version = await findVersion(w, ref);
  const shadow = await shadowOf(w, version);
  const champion = await championOf(w, version);
  if (champion === version.hash) throw hypothesisAlready(named(version), 'adopted');
  const forecast = await forecastOf(w, version, { shareBp, champion });
  if (forecast.tooLong && !acceptUnderpowered) throw trialTooLong(named(version), forecast.shares[0]?.fourInFive ?? null, forecast.maxDays);
  const [earlier] = await w.staffing.trials({ running: true, hash: version.hash });
  if (earlier) await w.staffing.endTrial(earlier.id, 'changed');
  const { metric } = version.hypothesis.predicts;
  const vacancies = [...new Set(version.hypothesis.vacancies)];
  const trial = await w.staffing.addTrial({ id: w.newId(), hash: version.hash, champion, vacancies, salt: w.newId(), shareBp, metric, threshold: forecast.threshold, forecast });
  const scopes = vacancies.map((vacancy) => ({ vacancy, replaces: null }));
  const evidence = { gate: 'trial', shadow, champion, shareBp, forecast, underpowered: forecast.tooLong, endedPhase: earlier?.id ?? null } as const;
  await move(w, version, 'trial', scopes, { trial: trial.id, evidence });
  await w.emit({ type: 'trial_started', trial: trial.id, hypothesis: version.id, hash: version.hash, share_bp: shareBp });
  return namedTrial(trial, await findVersion(w, champion), version);
}

/** What the version did in shadow; throws where that is not enough. */
async function shadowOf(w: StaffingWork, version: StoredVersion): Promise<{ evaluations: number; errors: number }> {
  const standing = standingOf(await w.staffing.activations(), version.hash);
  if (standing?.state === 'adopted') throw hypothesisAlready(named(version), 'adopted');
  if (standing?.state !== 'shadow' && standing?.state !== 'trial') throw needsShadow(named(version), false);
  const shadow = await w.staffing.evaluationCounts(version.hash, 'shadow');
  if (shadow.evaluations === 0) throw needsShadow(named(version), true);
  if (shadow.errors > 0) throw shadowHadErrors(named(version), shadow.errors);
  return shadow;
}
