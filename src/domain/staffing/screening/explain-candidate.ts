import { allow, findPerson, peopleById } from '../../users';
import { OPEN, type ApplicationStatus, type Candidate } from '../candidate';
import { candidateNotFound } from '../errors';
import type { Finding, Judgement, TermValue } from '../hypotheses/engine/reference';
import { ENGINE, isRequired, type Version } from '../hypotheses/hypothesis';
import type { StaffingWork } from '../work';
import type { Lane, StoredDecision, StoredEvaluation, Verdict } from './decision';
import { judgementOf } from './rate';

/** A version as people name it. */
interface VersionName {
  id: string;
  hash: string;
  engine: string;
}

/** Why a cat was accepted, rejected or held, term by term (S5), worked out anew from what is stored of it. */
export interface Explanation {
  candidate: { id: string; number: number; name: string };
  status: ApplicationStatus;
  verdict: Verdict | null;
  at: Date | null;
  /** Who decided otherwise, and why. */
  override: { by: string; reason: string | null } | null;
  hypothesis: VersionName | null;
  lane: Lane | null;
  requirements: Finding[];
  characteristics: (Finding & { kind: 'strength' | 'weakness' })[];
  /** Null where a requirement failed. */
  score: number | null;
  scoreText: string | null;
  scoreTerms: TermValue[];
  ge: number | null;
  gt: number | null;
  n: number | null;
  /** The cut, in basis points. */
  limitBp: number | null;
  /** The guard's counters as the decision met them. */
  guard: { screened: number; acceptedBefore: number } | null;
  /** Since when it was held, and what for: a tie, the guard, or a version that decides at the close. */
  held: { since: Date; why: 'tie' | 'guard' | 'batch' } | null;
  /** What the decision took for the results of tests, be it that another value stood in; pass is 1. */
  measured: { test: string; version: number; value: number }[];
  /** Nothing is decided yet: tests and fields that are missing. */
  missing: string[];
  /** What an undecided cat waits for. */
  waitsFor: 'battery' | 'results' | 'version' | 'next_look' | null;
  /** The evaluation that failed. */
  error: string | null;
  shadows: { id: string; hash: string; verdict: Verdict | null; score: number | null; error: string | null }[];
}

/** Explains what was decided on a candidate, by id or number (S5). */
export async function explainCandidate(w: StaffingWork, reference: string): Promise<Explanation> {
  allow(w, 'explain-candidate');
  const cat = await w.staffing.candidate((await findPerson(w, reference)).id);
  if (!cat) throw candidateNotFound(reference);
  const evaluations = await w.staffing.evaluations(cat.application);
  const decisions = await w.staffing.decisions(cat.application);
  const live = evaluations.findLast((one) => one.mode === 'live');
  const made = decisions.filter((one) => one.kind === 'override' || one.evaluation === live?.id);
  const version = live && (await w.staffing.version(live.hash));
  const judgement = version && (await judgementOf(w, version, live));
  return {
    candidate: { id: cat.id, number: cat.number, name: cat.name },
    status: cat.status,
    ...(await verdictOf(w, cat, made)),
    hypothesis: version ? nameOf(version) : null,
    lane: made.find((one) => one.kind !== 'override')?.lane ?? null,
    ...termsOf(version, judgement),
    held: heldIn(made, version, judgement),
    measured: version && live ? measuredIn(version, live) : [],
    ...(live || !OPEN.includes(cat.status) ? { missing: [], waitsFor: null } : await waitOf(w, cat)),
    error: live?.error ?? null,
    shadows: await shadowsOf(w, evaluations, decisions),
  };
}

async function verdictOf(w: StaffingWork, cat: Candidate, made: readonly StoredDecision[]): Promise<Pick<Explanation, 'verdict' | 'at' | 'override' | 'guard'>> {
  const last = made.at(-1);
  const counted = made.findLast((one) => one.kind !== 'override');
  const guard = counted?.screened == null || counted.acceptedBefore === null ? null : { screened: counted.screened, acceptedBefore: counted.acceptedBefore };
  const by = last?.kind === 'override' && last.actor !== null ? (await peopleById(w, [last.actor])).get(last.actor) : undefined;
  const override = last?.kind === 'override' ? { by: by?.name ?? '', reason: await w.staffing.reason(cat.application) } : null;
  return { verdict: last?.verdict ?? null, at: last?.at ?? null, override, guard };
}

const nameOf = ({ hash, hypothesis }: Version): VersionName => ({ id: hypothesis.id, hash, engine: ENGINE });

type Terms = Pick<Explanation, 'requirements' | 'characteristics' | 'score' | 'scoreText' | 'scoreTerms' | 'ge' | 'gt' | 'n' | 'limitBp'>;

function termsOf(version: Version | undefined, judgement: Judgement | undefined): Terms {
  const limitBp = version?.hypothesis.accept.topBasisPoints ?? null;
  const scoreText = version?.hypothesis.score.text ?? null;
  if (!judgement) return { requirements: [], characteristics: [], score: null, scoreText, scoreTerms: [], ge: null, gt: null, n: null, limitBp };
  const { requirements, characteristics, score, scoreTerms, ge, gt, n } = judgement;
  return { requirements, characteristics, score, scoreText, scoreTerms, ge, gt, n, limitBp };
}

function measuredIn({ hypothesis }: Version, { inputs }: StoredEvaluation): Explanation['measured'] {
  return hypothesis.inputs.flatMap(({ name, from }) => {
    const value = inputs[name];
    return 'test' in from && value !== undefined && typeof value !== 'string' ? [{ ...from, value: Number(value) }] : [];
  });
}

function heldIn(made: readonly StoredDecision[], version: Version | undefined, judgement: Judgement | undefined): Explanation['held'] {
  const held = made.find((one) => one.verdict === 'held');
  if (!held) return null;
  const why = version?.hypothesis.accept.mode === 'daily_batch' ? 'batch' : judgement?.rank === 'tie' ? 'tie' : 'guard';
  return { since: held.at, why };
}

async function waitOf(w: StaffingWork, cat: Candidate): Promise<Pick<Explanation, 'missing' | 'waitsFor'>> {
  const version = cat.hypothesis ?? (await w.staffing.champion(cat.vacancy));
  const missing = await missingOf(w, cat, version);
  if (missing.length > 0) return { missing, waitsFor: 'results' };
  return { missing, waitsFor: cat.assignedAt === null ? 'battery' : version === undefined ? 'version' : 'next_look' };
}

/** What the version that would decide has to wait for. */
async function missingOf(w: StaffingWork, cat: Candidate, hash: string | undefined): Promise<string[]> {
  const results = await w.staffing.latestResults(cat.application);
  const battery = (await w.staffing.battery(cat.application)).filter((item) => item.required);
  const version = hash === undefined ? undefined : await w.staffing.version(hash);
  const inputs = (version?.hypothesis.inputs ?? []).filter(isRequired);
  const tests = [...battery, ...inputs.flatMap(({ from }) => ('test' in from ? [from] : []))];
  const open = tests.filter(({ test, version: of }) => !results.some((result) => result.test === test && result.version === of));
  const fields = inputs.flatMap(({ from }) => ('field' in from && cat[from.field] === null ? [from.field] : []));
  return [...new Set([...open.map(({ test, version: of }) => `${test}@${of}`), ...fields])];
}

async function shadowsOf(w: StaffingWork, evaluations: readonly StoredEvaluation[], decisions: readonly StoredDecision[]): Promise<Explanation['shadows']> {
  const shadows = [];
  for (const one of evaluations.filter(({ mode }) => mode === 'shadow')) {
    const version = await w.staffing.version(one.hash);
    const verdict = decisions.findLast((decision) => decision.evaluation === one.id)?.verdict ?? null;
    shadows.push({ id: version?.hypothesis.id ?? '', hash: one.hash, verdict, score: one.score, error: one.error });
  }
  return shadows;
}
