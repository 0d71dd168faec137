import { allow } from '../../users';
import { hypothesisInvalid, hypothesisKnown } from '../errors';
import type { StaffingWork } from '../work';
import { ENGINE } from './hypothesis';
import { findVersion, named, toldVersion } from './lifecycle/find-version';
import type { HypothesisVersion } from './lifecycle/version-name';
import { readWithCatalogue } from './lint-hypothesis';

/** Stores a file as a version of its hypothesis (S4); the same meaning again is the version that is there. Throws `staffing.hypothesis_invalid`. */
export async function addHypothesis(w: StaffingWork, { source }: { source: string }): Promise<HypothesisVersion> {
  allow(w, 'add-hypothesis');
  const { version, problems } = await readWithCatalogue(w, source);
  if (!version) throw hypothesisInvalid(problems.filter(({ severity }) => severity === 'error').length);
  await w.staffing.addVersion({ ...version, source, engine: ENGINE });
  const stored = await findVersion(w, version.hash);
  if (stored.id !== version.hypothesis.id) throw hypothesisKnown(version.hypothesis.id, named(stored));
  return toldVersion(w, stored);
}
