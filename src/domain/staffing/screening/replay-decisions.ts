import { createHash, type Hash } from 'node:crypto';

import type { Actor, Runner } from '../../shared/work';
import { allow } from '../../users';
import { answerAtOnce, settleHeld } from '../hypotheses/engine/rank-rule';
import type { Judgement } from '../hypotheses/engine/reference';
import type { Version } from '../hypotheses/hypothesis';
import type { StaffingWork } from '../work';
import type { Snapshot, StoredDecision, StoredEvaluation } from './decision';
import { referenceOf } from './reference-population';

/** What came of deciding everything anew. */
export interface Replay {
  replayed: number;
  different: number;
  differences: { number: number; what: string }[];
  /** sha256 of every number, score and verdict in the order of the decisions, 64 hex digits. */
  digest: string;
}

/** Decisions are replayed in portions of so many. */
const PORTION = 1_000;
/** Differences are told one by one up to so many. */
const TOLD = 100;

/** Decides every past decision anew from what is stored, bit by bit: scores, standings, guard and its counters, and the order of each day's close (S5). Overrides are people's and are left out. */
export async function replayDecisions(app: Runner<StaffingWork>, actor: Actor, onProgress: (done: number) => void = () => undefined): Promise<Replay> {
  const state = beginning();
  let after = 0;
  for (;;) {
    const last = await app.query(actor, (w) => replayPortion(w, after, state));
    if (last === null) break;
    after = last;
    onProgress(state.replay.replayed);
  }
  return { ...state.replay, digest: state.hash.digest('hex') };
}

interface Lane {
  /** The latest decision in it. */
  last: StoredDecision;
  screened: number;
  accepted: number;
  held: Map<string, { evaluation: StoredEvaluation; topBasisPoints: number }>;
}

/** Decisions of one day's close in one lane, in the order they were made. */
interface Close {
  before: { screened: number; accepted: number };
  decided: { decision: StoredDecision; evaluation: StoredEvaluation; topBasisPoints: number }[];
}

interface State {
  lanes: Map<string, Lane>;
  closes: Map<string, Close>;
  /** Looked up once, being the same for ever. */
  versions: Map<string, Version | undefined>;
  snapshots: Map<string, Snapshot | undefined>;
  /** Decisions that differ, by seq. */
  different: Set<number>;
  hash: Hash;
  replay: Replay;
}

const beginning = (): State => ({
  lanes: new Map(),
  closes: new Map(),
  versions: new Map(),
  snapshots: new Map(),
  different: new Set(),
  hash: createHash('sha256'),
  replay: { replayed: 0, different: 0, differences: [], digest: '' },
});

async function replayPortion(w: StaffingWork, after: number, state: State): Promise<number | null> {
  allow(w, 'replay-decisions');
  const decisions = await w.staffing.decisionsAfter(after, PORTION);
  const evaluations = await w.staffing.evaluationsById(decisions.flatMap(({ evaluation }) => (evaluation === null ? [] : [evaluation])));
  for (const decision of decisions) {
    if (decision.kind === 'override') continue;
    const evaluation = evaluations.get(decision.evaluation ?? '');
    const version = evaluation && (await once(state.versions, evaluation.hash, (hash) => w.staffing.version(hash)));
    if (!version) differs(state, decision, 'its evaluation is gone');
    else if (decision.kind === 'close') noteClose(state, decision, evaluation, version);
    else await replayOne(w, state, decision, evaluation, version);
    state.replay.replayed += 1;
    state.hash.update(`${decision.number} ${evaluation?.score ?? 'none'} ${decision.verdict}\n`);
  }
  const last = decisions.at(-1);
  if (!last) await checkEnd(w, state);
  return last?.seq ?? null;
}

/** What only shows once everything was decided anew, in the same look at the database as the last decision. */
async function checkEnd(w: StaffingWork, state: State): Promise<void> {
  for (const close of state.closes.values()) checkClose(close, state);
  for (const { last, screened, accepted } of state.lanes.values()) {
    const kept = await w.staffing.counters(last.vacancy, last.lane);
    if (kept.screened === screened && kept.accepted === accepted) continue;
    differs(state, last, `the guard's counters of ${last.vacancy}, ${last.lane}, are ${kept.accepted} of ${kept.screened}, but ${accepted} of ${screened} by its decisions`);
  }
}

async function replayOne(w: StaffingWork, state: State, decision: StoredDecision, evaluation: StoredEvaluation, version: Version): Promise<void> {
  const judgement = await judgedAgain(w, state, decision, evaluation, version);
  if (!judgement) return;
  const lane = laneOf(state, decision);
  const { accept: cut } = version.hypothesis;
  if (decision.screened !== lane.screened + 1 || decision.acceptedBefore !== lane.accepted) differs(state, decision, 'the guard counted otherwise');
  lane.screened += 1;
  const answer = answerAtOnce(judgement.rank, lane, cut);
  const verdict = answer === 'hold' ? 'held' : answer;
  if (verdict !== decision.verdict) differs(state, decision, `${verdict}, was ${decision.verdict}`);
  if (decision.verdict === 'accept') lane.accepted += 1;
  if (decision.verdict === 'held') lane.held.set(decision.application, { evaluation, topBasisPoints: cut.topBasisPoints });
}

async function judgedAgain(w: StaffingWork, state: State, decision: StoredDecision, evaluation: StoredEvaluation, version: Version): Promise<Judgement | undefined> {
  const snapshot = evaluation.snapshot === null ? undefined : await once(state.snapshots, evaluation.snapshot, (id) => w.staffing.snapshotById(id));
  if (!snapshot) return void differs(state, decision, 'its reference population is gone');
  const reference = await referenceOf(w, version, snapshot);
  if (reference.sha256 !== snapshot.sha256 || reference.n !== snapshot.n) differs(state, decision, 'its reference population scores otherwise');
  const judgement = reference.judge(evaluation.inputs);
  const score = judgement.score === null ? null : judgement.score + 0;
  if (!Object.is(score, evaluation.score)) differs(state, decision, `score ${score}, was ${evaluation.score}`);
  if (judgement.ge !== evaluation.ge || judgement.gt !== evaluation.gt || judgement.n !== evaluation.n) differs(state, decision, 'it stands elsewhere among the others');
  return judgement;
}

const laneKey = ({ vacancy, lane }: StoredDecision): string => JSON.stringify([vacancy, lane]);

function laneOf(state: State, decision: StoredDecision): Lane {
  const known = state.lanes.get(laneKey(decision)) ?? { last: decision, screened: 0, accepted: 0, held: new Map() };
  known.last = decision;
  state.lanes.set(laneKey(decision), known);
  return known;
}

function noteClose(state: State, decision: StoredDecision, evaluation: StoredEvaluation, version: Version): void {
  const lane = laneOf(state, decision);
  // Whoever was held for a day that was closed already is settled by a close of its own, which counts more screened.
  const key = JSON.stringify([decision.vacancy, decision.lane, decision.day, decision.screened]);
  const close = state.closes.get(key) ?? { before: { screened: lane.screened, accepted: lane.accepted }, decided: [] };
  state.closes.set(key, close);
  close.decided.push({ decision, evaluation, topBasisPoints: version.hypothesis.accept.topBasisPoints });
  if (decision.screened !== lane.screened || decision.acceptedBefore !== lane.accepted) differs(state, decision, 'the guard counted otherwise');
  if (decision.verdict === 'accept') lane.accepted += 1;
  if (!lane.held.delete(decision.application)) differs(state, decision, 'it was settled without being held');
}

/** A day's close takes the best first: who was taken, and in which order, follows from the scores. */
function checkClose({ before, decided }: Close, state: State): void {
  const waiting = decided.map(({ decision, evaluation }) => ({ decision, score: evaluation.score ?? -Infinity, completedAt: evaluation.completedAt.getTime(), number: evaluation.number }));
  const again = settleHeld(waiting, before, Math.min(...decided.map(({ topBasisPoints }) => topBasisPoints)));
  for (const [cats, verdict] of [[again.accepted, 'accept'], [again.rejected, 'reject']] as const) {
    for (const { decision } of cats) if (decision.verdict !== verdict) differs(state, decision, `${verdict} at the close, was ${decision.verdict}`);
  }
  for (const [place, { decision }] of [...again.accepted, ...again.rejected].entries()) {
    if (decision !== decided[place]?.decision) differs(state, decision, 'it was settled in another order');
  }
}

function differs({ replay, different }: State, { seq, number }: StoredDecision, what: string): void {
  different.add(seq);
  replay.different = different.size;
  if (replay.differences.length < TOLD) replay.differences.push({ number, what });
}

async function once<T>(known: Map<string, T>, key: string, find: (key: string) => Promise<T>): Promise<T> {
  if (!known.has(key)) known.set(key, await find(key));
  return known.get(key) as T;
}
