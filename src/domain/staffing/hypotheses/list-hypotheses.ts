import { allow } from '../../users';
import type { StaffingWork } from '../work';
import { standingOf, type ActivationRow, type State } from './lifecycle/activation';
import type { StoredVersion, VersionName } from './lifecycle/version-name';

/** A version as lists show it. */
export interface HypothesisRow extends VersionName {
  /** Where it stands so; of a version that nobody moved, those it applies to. */
  vacancies: string[];
  state: State;
  /** The trial's share in basis points. */
  shareBp: number | null;
  since: Date;
  /** Candidates it decided on, and accepted, for good; in shadow while it never decided otherwise. */
  screened: number;
  accepted: number;
}

const ORDER: readonly State[] = ['adopted', 'trial', 'shadow', 'backtested', 'draft', 'retired'];

/** The versions that matter: the newest of each hypothesis, and all that run; what is in force first. */
export async function listHypotheses(w: StaffingWork): Promise<HypothesisRow[]> {
  allow(w, 'list-hypotheses');
  const versions = await w.staffing.versions();
  const rows = await rowsOf(w, versions);
  const newest = new Set(versions.filter(({ id }, at) => versions.findIndex((other) => other.id === id) === at).map(({ hash }) => hash));
  const runs = (row: HypothesisRow) => row.state === 'adopted' || row.state === 'trial' || row.state === 'shadow';
  return rows.filter((row) => newest.has(row.hash) || runs(row)).sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state) || b.since.getTime() - a.since.getTime());
}

/** These versions with where they stand and what they did. */
export async function rowsOf(w: StaffingWork, versions: readonly StoredVersion[]): Promise<HypothesisRow[]> {
  const [moves, backtested] = [await w.staffing.activations(), await w.staffing.backtested()];
  const [live, shadow] = [await w.staffing.decidedCounts('live'), await w.staffing.decidedCounts('shadow')];
  const shares = new Map((await w.staffing.trials({ running: true })).map((trial) => [trial.id, trial.shareBp]));
  return versions.map((version) => {
    const { trial, ...stands } = standing(version, moves, backtested.get(version.hash));
    const counts = live.get(version.hash) ?? shadow.get(version.hash) ?? { screened: 0, accepted: 0 };
    return { id: version.id, hash: version.hash, ...stands, shareBp: (trial !== null && shares.get(trial)) || null, ...counts };
  });
}

function standing(version: StoredVersion, moves: readonly ActivationRow[], backtestedAt: Date | undefined) {
  const moved = standingOf(moves, version.hash);
  if (moved) return moved;
  const state: State = backtestedAt ? 'backtested' : 'draft';
  return { state, vacancies: [...version.hypothesis.vacancies], since: backtestedAt ?? version.createdAt, trial: null };
}
