import { dayOf } from '../../shared/time';
import { settleHeld, type Held as Ranked } from '../hypotheses/engine/rank-rule';
import type { StaffingWork } from '../work';
import { conclude } from './conclude';
import type { Counters, Lane } from './decision';
import type { Held } from './decision-store';
import { characteristicsIn, judgementOf } from './rate';

/** Settles what earlier days left held in a lane, oldest day first; a decision does so before it counts, so that no close comes too late. Returns how many were settled. */
export async function settleLane(w: StaffingWork, vacancy: string, lane: Lane): Promise<number> {
  const held = await w.staffing.held(vacancy, lane, dayOf(w.now, w.zone));
  for (const day of new Set(held.map((one) => one.day))) {
    await settleDay(w, vacancy, lane, held.filter((one) => one.day === day));
  }
  return held.length;
}

async function settleDay(w: StaffingWork, vacancy: string, lane: Lane, held: readonly Held[]): Promise<void> {
  const waiting: (Ranked & { one: Held })[] = [];
  // Whoever withdrew meanwhile takes nobody's place.
  for (const one of held) if (await w.staffing.release(one.application, lane)) waiting.push({ one, score: one.score, completedAt: one.completedAt.getTime(), number: one.number });
  const tally = await w.staffing.counters(vacancy, lane);
  const { accepted, rejected } = settleHeld(waiting, tally, await limitOf(w, held));
  for (const { one } of accepted) {
    await settleOne(w, { vacancy, lane, held: one, accept: true, tally });
    tally.accepted += 1;
  }
  for (const { one } of rejected) await settleOne(w, { vacancy, lane, held: one, accept: false, tally });
  await w.staffing.setCounters(vacancy, lane, tally);
}

/** Where cats of several versions wait together, the strictest cut is the guard's. */
async function limitOf(w: StaffingWork, held: readonly Held[]): Promise<number> {
  const limits = [];
  for (const hash of new Set(held.map((one) => one.hash))) limits.push((await w.staffing.version(hash))?.hypothesis.accept.topBasisPoints ?? 0);
  return Math.min(...limits);
}

async function settleOne(w: StaffingWork, of: { vacancy: string; lane: Lane; held: Held; accept: boolean; tally: Counters }): Promise<void> {
  const { vacancy, lane, held, accept, tally } = of;
  const { application, number, day, evaluation } = held;
  const verdict = accept ? 'accept' : 'reject';
  await w.staffing.addDecision({ application, number, vacancy, lane, day, evaluation, kind: 'close', verdict, screened: tally.screened, acceptedBefore: tally.accepted });
  const cat = lane.startsWith('shadow:') ? undefined : await w.staffing.application(application);
  if (cat) await conclude(w, cat, accept, { from: ['held'], overridden: false, characteristics: accept ? await foundIn(w, evaluation) : [] });
}

async function foundIn(w: StaffingWork, id: string) {
  const evaluation = await w.staffing.evaluation(id);
  const version = evaluation && (await w.staffing.version(evaluation.hash));
  if (!version) return [];
  const judgement = await judgementOf(w, version, evaluation);
  return judgement ? characteristicsIn(judgement) : [];
}
