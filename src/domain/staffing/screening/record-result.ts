import { dayOf, startOfDay } from '../../shared/time';
import { allow } from '../../users';
import type { Candidate } from '../candidate';
import { findTest } from '../catalogue/find-test';
import { readResult } from '../catalogue/read-result';
import { parseTestName, type TestVersion } from '../catalogue/test-version';
import { resultInFuture, resultTooEarly } from '../errors';
import type { StaffingWork } from '../work';
import { giveBattery } from './assign-battery';
import { decideIfComplete } from './decide-if-complete';
import type { Decision } from './decision';
import { applicationNow, holdCandidate } from './find-candidate';

/** What somebody measured; `test` is `jump`, in the battery's version or else the newest, or `jump@1`. */
export interface Measured {
  test: string;
  value: number | string;
}

/** Records one result (S3); a cat without a battery is given one first, and a battery in which nothing is missing any more is decided on (S5). */
export async function recordResult(
  w: StaffingWork,
  input: Measured & { candidate: string; completedAt?: Date },
): Promise<{ candidate: Candidate; test: string; value: number; decision: Decision | null }> {
  allow(w, 'record-result');
  const before = await withBattery(w, await holdCandidate(w, input.candidate));
  const { test, value } = await keepResult(w, before, input, input.completedAt ?? w.now);
  const decision = await conclusion(w, before);
  return { candidate: await applicationNow(w, before.application), test: test.key, value, decision };
}

/** Records several results in one go, and decides once. */
export async function recordResults(
  w: StaffingWork,
  input: { candidate: string; results: readonly Measured[] },
): Promise<{ candidate: Candidate; decision: Decision | null }> {
  allow(w, 'record-result');
  const before = await withBattery(w, await holdCandidate(w, input.candidate));
  for (const result of input.results) await keepResult(w, before, result, w.now);
  const decision = await conclusion(w, before);
  return { candidate: await applicationNow(w, before.application), decision };
}

/** Keeps one attempt at a test and sees to it that the battery shows it. */
export async function keepResult(w: StaffingWork, candidate: Candidate, { test: name, value: given }: Measured, completedAt: Date): Promise<{ test: TestVersion; value: number }> {
  const battery = await w.staffing.battery(candidate.application);
  const { key, version } = parseTestName(name);
  const planned = battery.find((item) => item.test === key);
  const test = await findTest(w, version === null && planned ? `${key}@${planned.version}` : name);
  const value = readResult(test, given);
  checkTime(w, candidate, completedAt);
  await w.staffing.addResult({ application: candidate.application, day: candidate.day, test: test.key, version: test.version, value, completedAt });
  if (!planned && candidate.assignedAt !== null) await w.staffing.putItem(candidate.application, { test: test.key, version: test.version, required: false });
  return { test, value };
}

/** What follows from the results; a correction changes nothing that was decided. */
export async function conclusion(w: StaffingWork, { application, status }: Candidate): Promise<Decision | null> {
  return status === 'testing' ? decideIfComplete(w, application) : null;
}

const withBattery = async (w: StaffingWork, candidate: Candidate) =>
  candidate.status === 'received' || candidate.status === 'contacted' ? giveBattery(w, candidate) : candidate;

function checkTime(w: StaffingWork, { appliedAt }: Candidate, completedAt: Date): void {
  if (!(completedAt <= w.now)) throw resultInFuture(Number.isNaN(completedAt.getTime()) ? '' : completedAt.toISOString());
  const day = dayOf(appliedAt, w.zone);
  if (completedAt < startOfDay(day, w.zone)) throw resultTooEarly(day);
}
