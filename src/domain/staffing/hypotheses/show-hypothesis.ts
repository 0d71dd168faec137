import { allow } from '../../users';
import type { StaffingWork } from '../work';
import type { Activation, ActivationRow } from './lifecycle/activation';
import { findVersion, toldVersion } from './lifecycle/find-version';
import { toldMoves } from './lifecycle/move';
import type { HypothesisVersion } from './lifecycle/version-name';
import type { EvaluationCounts, StoredBacktest } from './lifecycle-store';
import { rowsOf, type HypothesisRow } from './list-hypotheses';

/** All about one version. */
export interface HypothesisCard extends Omit<HypothesisRow, 'vacancies'>, HypothesisVersion {
  /** Where it stands as it does. */
  standsIn: string[];
  /** All versions of the hypothesis, newest first. */
  versions: { hash: string; createdAt: Date }[];
  /** Its moves and those by which others took its place, with their evidence, oldest first. */
  history: Activation[];
  backtest: StoredBacktest | null;
  evaluations: { live: EvaluationCounts; shadow: EvaluationCounts };
}

/** One version by its id, its hash or both: its rules, where it stands and how it came there. */
export async function showHypothesis(w: StaffingWork, reference: string): Promise<HypothesisCard> {
  allow(w, 'show-hypothesis');
  const stored = await findVersion(w, reference);
  const versions = await w.staffing.versions({ id: stored.id });
  const [row] = await rowsOf(w, [stored]);
  if (!row) throw new Error('a version has a row');
  const { vacancies: standsIn, ...stands } = row;
  const isReplaced = ({ state, replaces }: ActivationRow) => state === 'adopted' && replaces === stored.hash;
  const moves = (await w.staffing.activations()).filter((row) => row.hash === stored.hash || isReplaced(row));
  const [live, shadow] = [await w.staffing.evaluationCounts(stored.hash, 'live'), await w.staffing.evaluationCounts(stored.hash, 'shadow')];
  return {
    ...stands,
    ...(await toldVersion(w, stored)),
    standsIn,
    versions: versions.map(({ hash, createdAt }) => ({ hash, createdAt })),
    history: await toldMoves(w, moves),
    backtest: (await w.staffing.backtestOf(stored.hash)) ?? null,
    evaluations: { live, shadow },
  };
}
