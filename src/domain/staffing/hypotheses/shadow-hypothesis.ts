import { allow } from '../../users';
import { hypothesisAlready, needsBacktest } from '../errors';
import { pinnedName } from '../catalogue/test-version';
import type { StaffingWork } from '../work';
import { standingOf, type Activation } from './lifecycle/activation';
import { findVersion, named } from './lifecycle/find-version';
import { isNobodyComplete, newTestsOf } from './lifecycle/gates';
import { move, scopesOf, toldMove } from './lifecycle/move';

/**
 * Lets a version decide beside the one in force, or before there is one, recorded and never acted on (S6); its tests join the batteries. Needs
 * a backtest on this very version that screened anybody, unless there can be none: it reads tests that nobody took yet, which
 * `evidence.newTests` names, or nobody took all of its tests, `evidence.nobodyComplete`.
 */
export async function shadowHypothesis(w: StaffingWork, { ref }: { ref: string }): Promise<Activation> {
  allow(w, 'shadow-hypothesis');
  await w.staffing.lockLifecycle();
  const version = await findVersion(w, ref);
  const standing = standingOf(await w.staffing.activations(), version.hash);
  if (standing && standing.state !== 'retired') throw hypothesisAlready(named(version), standing.state);
  const [backtest, newTests] = [await w.staffing.backtestOf(version.hash), await newTestsOf(w, version)];
  const nobodyComplete = !backtest && newTests.length === 0 && (await isNobodyComplete(w, version));
  if (!backtest && newTests.length === 0 && !nobodyComplete) throw needsBacktest(named(version));
  const evidence = { gate: 'shadow', backtest: backtest ?? null, newTests: newTests.map(pinnedName), nobodyComplete } as const;
  return toldMove(w, await move(w, version, 'shadow', scopesOf(version), { evidence }));
}
