import { dayOf } from '../../shared/time';
import { findPerson } from '../../users';
import type { Candidate } from '../candidate';
import { inputsOf, type Known } from '../hypotheses/engine/candidate-inputs';
import { answerAtOnce } from '../hypotheses/engine/rank-rule';
import type { Judgement } from '../hypotheses/engine/reference';
import type { Version } from '../hypotheses/hypothesis';
import type { StaffingWork } from '../work';
import type { StoredResult } from './battery-store';
import { conclude } from './conclude';
import type { Decision, Inputs, Lane, Verdict } from './decision';
import { characteristicsIn, rate } from './rate';
import { settleLane } from './settle';

/** A cat that is complete for a version: what is known of it, and since when. */
interface Complete {
  cat: Candidate;
  version: Version;
  lane: Lane;
  inputs: Inputs;
  completedAt: Date;
}

/**
 * Decides on a cat whose battery is complete, by the version it began with or else the one in force, and lets the shadows decide beside it (S5),
 * also where nothing is in force yet. Null where something is missing, nothing is in force, it was decided on already, or the version could
 * not be evaluated.
 */
export async function decideApplication(w: StaffingWork, application: string): Promise<Decision | null> {
  const waiting = await w.staffing.application(application);
  if (waiting) await w.staffing.lockScreening(waiting.vacancy);
  const cat = await w.staffing.application(application);
  if (cat?.status !== 'testing' || (await findPerson(w, cat.id)).status !== 'active' || !(await isBatteryComplete(w, cat))) return null;
  const hash = cat.hypothesis ?? (await w.staffing.champion(cat.vacancy)) ?? null;
  const live = hash === null ? null : await completeFor(w, cat, hash, (cat.lane as Lane | null) ?? 'champion');
  const decision = live && (await decideLive(w, live));
  await decideShadows(w, cat, hash);
  return decision;
}

async function isBatteryComplete(w: StaffingWork, { application }: Candidate): Promise<boolean> {
  const results = await w.staffing.latestResults(application);
  const battery = await w.staffing.battery(application);
  return battery.every((item) => !item.required || results.some(({ test, version }) => test === item.test && version === item.version));
}

async function completeFor(w: StaffingWork, cat: Candidate, hash: string, lane: Lane): Promise<Complete | null> {
  const version = await w.staffing.version(hash);
  const known = version && inputsOf(version.hypothesis, knownOf(cat, await w.staffing.latestResults(cat.application)));
  return known ? { cat, version, lane, inputs: known.inputs, completedAt: new Date(known.completedAt) } : null;
}

async function decideLive(w: StaffingWork, complete: Complete): Promise<Decision | null> {
  const { cat, version } = complete;
  const judged = await judge(w, complete, 'live');
  if (!judged) return null;
  const { verdict, judgement } = judged;
  if (verdict === 'held') await w.staffing.moveApplication(cat.application, ['testing'], 'held');
  else {
    const characteristics = verdict === 'accept' ? characteristicsIn(judgement) : [];
    await conclude(w, cat, verdict === 'accept', { from: ['testing'], overridden: false, characteristics });
  }
  const { id, number } = cat;
  return { candidate: { id, number }, verdict, kind: 'online', at: w.now, hypothesis: { id: version.hypothesis.id, hash: version.hash }, reason: null };
}

/** Shadows are recorded and never acted on, each once; whatever is wrong with one is its own record (hypotheses.md §3). */
async function decideShadows(w: StaffingWork, cat: Candidate, live: string | null): Promise<void> {
  const shadows = (await w.staffing.shadows(cat.vacancy)).filter((hash) => hash !== live);
  // A cat that waits for a version to come into force is looked at again and again.
  const before = shadows.length === 0 ? [] : (await w.staffing.evaluations(cat.application)).filter(({ mode }) => mode === 'shadow');
  for (const hash of shadows.filter((one) => !before.some((evaluation) => evaluation.hash === one))) {
    const complete = await completeFor(w, cat, hash, `shadow:${hash}`);
    if (complete) await judge(w, complete, 'shadow');
  }
}

/** Evaluates, ranks, counts and records; null where the evaluation failed, which is recorded, too. */
async function judge(w: StaffingWork, { cat, version, lane, inputs, completedAt }: Complete, mode: 'live' | 'shadow'): Promise<{ verdict: Verdict; judgement: Judgement } | null> {
  await settleLane(w, cat.vacancy, lane);
  const { application, number, vacancy } = cat;
  const common = { id: w.newId(), application, number, vacancy, hash: version.hash, mode, inputs, completedAt, at: w.now };
  const rated = await rate(w, version, vacancy, inputs);
  if ('error' in rated) {
    await w.staffing.addEvaluation({ ...common, score: null, ge: null, gt: null, n: null, snapshot: rated.snapshot, error: rated.error });
    return null;
  }
  const { judgement } = rated;
  const { ge, gt, n } = judgement;
  // No database tells -0 from 0.
  const score = judgement.score === null ? null : judgement.score + 0;
  await w.staffing.addEvaluation({ ...common, score, ge, gt, n, snapshot: rated.snapshot, error: null });
  const verdict = await count(w, { cat, version, lane, evaluation: common.id, judgement });
  return { verdict, judgement };
}

/** Takes the guard's counters one further and writes the decision down, with the counters as it met them. */
async function count(w: StaffingWork, of: { cat: Candidate; version: Version; lane: Lane; evaluation: string; judgement: Judgement }): Promise<Verdict> {
  const { cat, lane, evaluation, judgement } = of;
  const cut = of.version.hypothesis.accept;
  const before = await w.staffing.counters(cat.vacancy, lane);
  const tally = { screened: before.screened + 1, accepted: before.accepted };
  const answer = answerAtOnce(judgement.rank, tally, cut);
  const verdict = answer === 'hold' ? 'held' : answer;
  const day = dayOf(w.now, w.zone);
  await w.staffing.setCounters(cat.vacancy, lane, { ...tally, accepted: tally.accepted + (verdict === 'accept' ? 1 : 0) });
  await w.staffing.addDecision({
    application: cat.application,
    number: cat.number,
    vacancy: cat.vacancy,
    lane,
    day,
    evaluation,
    kind: 'online',
    verdict,
    screened: tally.screened,
    acceptedBefore: tally.accepted,
  });
  if (verdict === 'held') await w.staffing.hold({ application: cat.application, vacancy: cat.vacancy, lane, day, evaluation });
  return verdict;
}

/** What the engine asks about a cat. */
function knownOf(cat: Candidate, results: readonly StoredResult[]): Known {
  return {
    result: (test, version) => {
      const found = results.find((result) => result.test === test && result.version === version);
      return found && { value: found.value, at: found.completedAt.getTime() };
    },
    field: (field) => cat[field],
  };
}
