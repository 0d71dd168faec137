import { allow } from '../../users';
import { hypothesisAlready, needsBacktest } from '../errors';
import { pinnedName } from '../catalogue/test-version';
import type { StaffingWork } from '../work';
import { standingOf, type Activation } from './lifecycle/activation';
import { findVersion, named } from './lifecycle/find-version';
import { newTestsOf } from './lifecycle/gates';
import { move, scopesOf, toldMove } from './lifecycle/move';

/**
 * Lets a version decide beside the one in force, recorded and never acted on (S6); its tests join the batteries. Needs a backtest on
 * this very version that screened anybody, unless it reads a test that nobody took yet: `evidence.newTests` names such.
 */
export async function shadowHypothesis(w: StaffingWork, { ref }: { ref: string }): Promise<Activation> {
  allow(w, 'shadow-hypothesis');
  await w.staffing.lockLifecycle();
  const version = await findVersion(w, ref);
  const standing = standingOf(await w.staffing.activations(), version.hash);
  if (standing && standing.state !== 'retired') throw hypothesisAlready(named(version), standing.state);
  const [backtest, newTests] = [await w.staffing.backtestOf(version.hash), await newTestsOf(w, version)];
  if (!backtest && newTests.length === 0) throw needsBacktest(named(version));
  const evidence = { gate: 'shadow', backtest: backtest ?? null, newTests: newTests.map(pinnedName) } as const;
  return toldMove(w, await move(w, version, 'shadow', scopesOf(version), { evidence }));
}
