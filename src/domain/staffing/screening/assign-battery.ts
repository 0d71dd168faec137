import { allow } from '../../users';
import type { ApplicationStatus, Candidate } from '../candidate';
import { offeredTest } from '../catalogue/find-test';
import { parseTestName, pinnedName } from '../catalogue/test-version';
import { daysLater } from '../days';
import { alreadyDecided, inputNeeded, notInBattery, testInBattery } from '../errors';
import { laneFor } from '../hypotheses/lane';
import type { StaffingWork } from '../work';
import { inputsOf, type Battery } from './battery';
import { itemsOf, meaningOf, plannedFor } from './battery-items';
import { decideIfComplete } from './decide-if-complete';
import { applicationNow, holdCandidate } from './find-candidate';

/** The states in which a battery may be given out or changed. */
const BEFORE_RESULTS: readonly ApplicationStatus[] = ['received', 'contacted'];

/** Gives a candidate its battery, which has to be finished in time, and changes it for this one cat (S2). A battery in which nothing is missing is decided on. */
export async function assignBattery(w: StaffingWork, input: { candidate: string; add?: string[]; remove?: string[] }): Promise<Battery> {
  allow(w, 'assign-battery');
  const held = await holdCandidate(w, input.candidate);
  const before = await choicesOf(w, held);
  const candidate = BEFORE_RESULTS.includes(held.status) ? await startBattery(w, held) : held;
  if (candidate.status !== 'testing') throw alreadyDecided(candidate.id, candidate.status);
  for (const name of input.add ?? []) await addItem(w, candidate, name);
  for (const name of input.remove ?? []) await removeItem(w, candidate, name);
  const isNews = candidate !== held || (await choicesOf(w, candidate)) > before;
  if (isNews) await announce(w, candidate);
  await decideIfComplete(w, candidate.application);
  const now = await applicationNow(w, candidate.application);
  return { candidate: now, items: await itemsOf(w, now.application, await w.staffing.battery(now.application)), expiresAt: now.expiresAt };
}

/** Gives a candidate its battery as it is planned, and says so. */
export async function giveBattery(w: StaffingWork, candidate: Candidate): Promise<Candidate> {
  const started = await startBattery(w, candidate);
  await announce(w, started);
  return started;
}

/** Pins the version that will decide on the cat, and starts the days in which the battery is to be finished. */
async function startBattery(w: StaffingWork, candidate: Candidate): Promise<Candidate> {
  // A version that is rolled back meanwhile must not be pinned any more.
  await w.staffing.lockLifecycle();
  const { lane, hypothesis } = await laneFor(w, candidate);
  const planned = await plannedFor(w, candidate, hypothesis);
  const expiresAt = daysLater(w.now, (await w.staffing.screeningPolicy()).batteryDays);
  if (!(await w.staffing.startBattery(candidate.application, BEFORE_RESULTS, { hypothesis, lane, expiresAt }))) throw alreadyDecided(candidate.id, candidate.status);
  for (const item of planned) await w.staffing.putItem(candidate.application, item);
  return applicationNow(w, candidate.application);
}

/** Tests of a battery that wait to be taken in the chat. */
async function choicesOf(w: StaffingWork, { application }: Candidate): Promise<number> {
  const items = await itemsOf(w, application, await w.staffing.battery(application));
  return items.filter((item) => item.type === 'choice' && item.value === null).length;
}

async function announce(w: StaffingWork, candidate: Candidate): Promise<void> {
  const { id, application } = candidate;
  await w.emit({ type: 'screening_assigned', candidate: id, application, choice_tests: await choicesOf(w, candidate) });
}

async function addItem(w: StaffingWork, candidate: Candidate, name: string): Promise<void> {
  const { key: test, version: newest } = await offeredTest(w, name);
  const there = (await w.staffing.battery(candidate.application)).find((item) => item.test === test);
  const version = parseTestName(name).version ?? there?.version ?? newest;
  if (there && there.version !== version) throw testInBattery(pinnedName(there));
  if (!there?.required) await w.staffing.putItem(candidate.application, { test, version, required: true });
}

async function removeItem(w: StaffingWork, candidate: Candidate, name: string): Promise<void> {
  const { key, version } = parseTestName(name);
  const there = (await w.staffing.battery(candidate.application)).find((item) => item.test === key && (version ?? item.version) === item.version);
  if (!there) throw notInBattery(name.trim());
  const own = candidate.hypothesis === null ? null : await meaningOf(w, candidate.hypothesis);
  const isNeeded = own && inputsOf(own).some((input) => input.required && input.test === there.test && input.version === there.version);
  if (isNeeded) throw inputNeeded(pinnedName(there), own.id);
  await w.staffing.removeItem(candidate.application, there.test);
}
