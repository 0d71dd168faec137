import { dayOf, plusDays, startOfDay } from '../../shared/time';
import { dayOfIso, isoDay } from '../hypotheses/engine/calendar';
import { decodeDay, encodeDay, type DayBlob } from '../hypotheses/engine/day-blob';
import { completedOn, lineUp, membersOn, type Lines } from '../hypotheses/engine/line';
import { firstReferenceDay } from '../hypotheses/engine/rank-rule';
import { prepareReference, type Reference } from '../hypotheses/engine/reference';
import type { Cut, Hypothesis, Version } from '../hypotheses/hypothesis';
import type { StaffingWork } from '../work';
import type { Snapshot } from './decision';
import { loadHistory, refreshHistoryNow, testsOf } from './history';

/** How many prepared populations a process keeps at hand: they are named by what is in them, so that none goes stale. */
const KEPT = 24;
const prepared = new Map<string, Reference>();

/** The reference population of a vacancy today, which stays the same all day (hypotheses.md §2): the one taken before, or else taken now. */
export async function snapshotOfToday(w: StaffingWork, version: Version, vacancy: string): Promise<Snapshot> {
  const today = dayOf(w.now, w.zone);
  return (await w.staffing.snapshot(version.hash, vacancy, today)) ?? takeSnapshot(w, version, vacancy, today);
}

/** A population as it was when it was taken, ready to hold cats against. */
export async function referenceOf(w: StaffingWork, { hash, hypothesis }: Version, snapshot: Snapshot): Promise<Reference> {
  const known = prepared.get(contentOf(hash, snapshot));
  if (known) return known;
  const blobs = await w.staffing.referenceDays(snapshot.days.map((day) => day.sha256));
  const days = snapshot.days.map(({ sha256 }) => decodeDay(blobs.get(sha256) ?? Buffer.alloc(0)));
  return keepAtHand(contentOf(hash, snapshot), prepareReference(hypothesis, days));
}

const contentOf = (hash: string, { sha256, days }: Pick<Snapshot, 'sha256' | 'days'>): string => [hash, sha256, ...days.map((day) => day.sha256)].join(' ');

function keepAtHand(content: string, reference: Reference): Reference {
  prepared.set(content, reference);
  for (const oldest of [...prepared.keys()].slice(0, -KEPT)) prepared.delete(oldest);
  return reference;
}

/** How many cats of a vacancy completed what a version requires in the days that a decision today would look at. */
export async function referenceSize(w: StaffingWork, version: Version, vacancy: string): Promise<number> {
  return (await membersByDay(w, version, vacancy, dayOf(w.now, w.zone))).reduce((sum, { blob }) => sum + blob.n, 0);
}

async function takeSnapshot(w: StaffingWork, version: Version, vacancy: string, today: string): Promise<Snapshot> {
  await refreshHistoryNow(w);
  const days = await membersByDay(w, version, vacancy, today);
  await keepDays(w, days.map(({ blob }) => blob));
  const reference = prepareReference(version.hypothesis, days.map(({ blob }) => decodeDay(blob.data)));
  const { n, sha256 } = reference;
  const named = days.map(({ day, blob }) => ({ day, sha256: blob.sha256 }));
  const [from, to] = [named[0]?.day ?? plusDays(today, -version.hypothesis.accept.windowDays), plusDays(today, -1)];
  const snapshot: Snapshot = { id: w.newId(), hash: version.hash, vacancy, day: today, fromDay: from, toDay: to, n, sha256, days: named };
  await w.staffing.addSnapshot(snapshot);
  keepAtHand(contentOf(version.hash, snapshot), reference);
  return snapshot;
}

/** Most days of a population are kept already, as they were in the one of the day before. */
async function keepDays(w: StaffingWork, days: readonly DayBlob[]): Promise<void> {
  const kept = await w.staffing.keptReferenceDays(days.map(({ sha256 }) => sha256));
  for (const { sha256, n, data } of days) if (!kept.has(sha256)) await w.staffing.addReferenceDay(sha256, n, Buffer.from(data));
}

/** Who completed on each closed day of the window, oldest day first; days on which nobody did are left out. */
async function membersByDay(w: StaffingWork, { hypothesis }: Version, vacancy: string, today: string) {
  const { accept } = hypothesis;
  // Most windows are full: more than that is read only where this one is not.
  const narrow = await linesSince(w, hypothesis, plusDays(today, -accept.windowDays));
  const { days, lines } = isFull(narrow, vacancy, today, accept) ? narrow : await linesSince(w, hypothesis, plusDays(today, -accept.maxDays));
  const line = lines.find((one) => one.vacancy === vacancy);
  if (!line) return [];
  const end = dayOfIso(today);
  const first = firstReferenceDay(accept, end, (day) => completedOn(line, days, day));
  return Array.from({ length: end - first }, (_, i) => first + i)
    .filter((day) => completedOn(line, days, day) > 0)
    .map((day) => ({ day: isoDay(day), blob: encodeDay(membersOn(line, days, day)) }));
}

async function linesSince(w: StaffingWork, hypothesis: Hypothesis, day: string): Promise<Lines> {
  return lineUp(hypothesis, await loadHistory(w, testsOf(hypothesis), startOfDay(day, w.zone)), w.zone);
}

/** Whether the window holds enough candidates without being extended. */
function isFull({ days, lines }: Lines, vacancy: string, today: string, { windowDays, minCandidates }: Cut): boolean {
  const line = lines.find((one) => one.vacancy === vacancy);
  const end = dayOfIso(today);
  let n = 0;
  for (let day = end - windowDays; line && day < end; day++) n += completedOn(line, days, day);
  return n >= minCandidates;
}
