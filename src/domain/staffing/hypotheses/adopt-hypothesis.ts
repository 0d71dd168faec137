import { allow, requiredText } from '../../users';
import { hypothesisAlready, needsSecondPair, noVerdict } from '../errors';
import type { StaffingWork } from '../work';
import { compareTrial } from './compare-hypotheses';
import type { Activation, ActivationRow, Evidence } from './lifecycle/activation';
import type { Comparison } from './lifecycle/comparison';
import { endTrialsWithoutChampion, handOver } from './lifecycle/consequences';
import { findVersion, named } from './lifecycle/find-version';
import { enoughCandidates, referenceSizes, type ReferenceSize } from './lifecycle/gates';
import { move, toldMove } from './lifecycle/move';
import type { StoredVersion, VersionName } from './lifecycle/version-name';

/** What adopting a version would mean now. */
export interface Adoption {
  version: VersionName;
  /** The scopes it would come into force in, each with the hash in force there now. */
  scopes: { vacancy: string; replaces: string | null }[];
  /** What it takes the place of. */
  replaces: VersionName[];
  /** Candidates with a battery whom another version goes on to decide on. */
  inFlight: number;
  /** What its running trial says; null where there is none. */
  comparison: Comparison | null;
  verdict: Comparison['verdict'];
  /** Whether it takes a signature with a reason. */
  needsReason: boolean;
  /** Who proposed it, by id, and why, where a second person is still to adopt it. */
  proposal: { by: string | null; reason: string | null } | null;
  needsSecondPair: boolean;
}

/** What an adoption did, or proposed. */
export interface Adopted extends Activation {
  replaced: VersionName[];
  proposed: boolean;
  /** Candidates with a battery whom another version goes on to decide on. */
  kept: number;
  /** Candidates who began while nothing was in force: the version decides on them. */
  handedOver: number;
}

/** What adopting a version would mean: nothing is changed. */
export async function adoptionOf(w: StaffingWork, ref: string): Promise<Adoption> {
  allow(w, 'adopt-hypothesis');
  return weigh(w, await findVersion(w, ref));
}

/**
 * Puts a version in force from the next decision on (S6); candidates who have their battery keep their version. Needs the verdict of its
 * trial and enough candidates complete for it, or a reason that signs for it without a verdict; where nothing was in force, neither.
 * Where the policy asks for four eyes the first person proposes, and another one adopts.
 */
export async function adoptHypothesis(
  w: StaffingWork,
  { ref, reason, acceptedWithoutVerdict }: { ref: string; reason?: string | undefined; acceptedWithoutVerdict?: boolean | undefined },
): Promise<Adopted> {
  allow(w, 'adopt-hypothesis');
  await w.staffing.lockLifecycle();
  const version = await findVersion(w, ref);
  const adoption = await weigh(w, version);
  const signed = reason === undefined ? (adoption.proposal?.reason ?? null) : requiredText('reason', reason, 500);
  if (adoption.needsReason && (signed === null || acceptedWithoutVerdict === false)) throw noVerdict(named(version), adoption.comparison !== null);
  const reference = await referenceSizes(w, version);
  if (adoption.replaces.length > 0) enoughCandidates(version, reference);
  const proposed = adoption.needsSecondPair && adoption.proposal === null;
  if (adoption.needsSecondPair && adoption.proposal?.by === w.actor.personId) throw needsSecondPair(named(version));
  const why = { reason: signed, evidence: evidenceOf(adoption, reference), trial: adoption.comparison?.trial?.id ?? null };
  const rows = await move(w, version, proposed ? 'proposed' : 'adopted', adoption.scopes, why);
  const handedOver = proposed ? 0 : await takeEffect(w, version, rows, adoption);
  return { ...(await toldMove(w, rows)), replaced: adoption.replaces, proposed, kept: adoption.inFlight, handedOver };
}

async function weigh(w: StaffingWork, version: StoredVersion): Promise<Adoption> {
  const scopes: Adoption['scopes'] = [];
  for (const vacancy of new Set(version.hypothesis.vacancies)) scopes.push({ vacancy, replaces: (await w.staffing.champion(vacancy)) ?? null });
  const open = scopes.filter(({ replaces }) => replaces !== version.hash);
  if (open.length === 0) throw hypothesisAlready(named(version), 'adopted');
  const comparison = await comparisonOf(w, version);
  const verdict = comparison?.verdict ?? 'none';
  const replaces = await namesOf(w, open.flatMap((scope) => scope.replaces ?? []));
  const moves = await w.staffing.activations();
  const { fourEyes } = await w.staffing.screeningPolicy();
  return {
    version: { id: version.id, hash: version.hash },
    scopes: open,
    replaces,
    inFlight: await inFlight(w, open.map(({ vacancy }) => vacancy), moves),
    comparison,
    verdict,
    // Where nothing is in force there is nothing to be better than.
    needsReason: verdict !== 'better' && open.some(({ replaces }) => replaces !== null),
    proposal: proposalOf(moves, version.hash),
    needsSecondPair: fourEyes,
  };
}

async function namesOf(w: StaffingWork, hashes: readonly string[]): Promise<VersionName[]> {
  const names: VersionName[] = [];
  for (const hash of new Set(hashes)) names.push({ id: (await findVersion(w, hash)).id, hash });
  return names;
}

/** Cats with a battery and a version in these scopes; `*` stands for every vacancy that nothing was adopted for by name. */
async function inFlight(w: StaffingWork, scopes: readonly string[], moves: readonly ActivationRow[]): Promise<number> {
  const named = new Set(moves.filter(({ state }) => state === 'adopted').map(({ vacancy }) => vacancy));
  const isOurs = (vacancy: string) => scopes.includes(vacancy) || (scopes.includes('*') && !named.has(vacancy));
  const open = (await w.staffing.openBatteries()).filter(({ hash, vacancy }) => hash !== null && isOurs(vacancy));
  return open.reduce((sum, { n }) => sum + n, 0);
}

async function comparisonOf(w: StaffingWork, version: StoredVersion): Promise<Comparison | null> {
  const [trial] = await w.staffing.trials({ running: true, hash: version.hash });
  return trial ? compareTrial(w, trial, await findVersion(w, trial.champion), version) : null;
}

/** The proposal that waits for a second person: nothing has moved the version since. */
function proposalOf(moves: readonly ActivationRow[], hash: string): Adoption['proposal'] {
  const last = moves.findLast((move) => move.hash === hash);
  return last?.state === 'proposed' ? { by: last.actor, reason: last.reason } : null;
}

function evidenceOf({ comparison, verdict, needsReason, proposal }: Adoption, reference: readonly ReferenceSize[]): Evidence {
  const { series: _, trial: __, ...figures } = comparison ?? { series: null, trial: null };
  return { gate: verdict === 'better' ? 'verdict' : needsReason ? 'override' : 'first', comparison: comparison && figures, reference, proposedBy: proposal?.by ?? null };
}

async function takeEffect(w: StaffingWork, version: StoredVersion, rows: readonly ActivationRow[], { comparison }: Adoption): Promise<number> {
  if (comparison?.trial) await w.staffing.endTrial(comparison.trial.id, 'adopted');
  await endTrialsWithoutChampion(w);
  // Who began while nothing was in force keeps nothing, and would never be decided on.
  const handedOver = await handOver(w, null);
  for (const { vacancy, replaces } of rows) {
    await w.emit({ type: 'hypothesis_adopted', hypothesis: version.id, hash: version.hash, vacancy, replaced: replaces });
  }
  return handedOver;
}
