import type { Candidate } from '../candidate';
import { pinnedName, type TestVersion } from '../catalogue/test-version';
import type { Hypothesis } from '../hypotheses/hypothesis';
import type { StaffingWork } from '../work';
import { planBattery, type BatteryItem, type PlannedItem } from './battery';

/** Tests with what one cat has come to in them, and how long each question may take. */
export async function itemsOf(w: StaffingWork, application: string, planned: readonly PlannedItem[]): Promise<(BatteryItem & { seconds: number | null })[]> {
  const versions = new Map((await w.staffing.testVersions()).map((test) => [pinnedName({ test: test.key, version: test.version }), test]));
  const results = new Map((await w.staffing.latestResults(application)).map((result) => [pinnedName(result), result]));
  return planned.map((item) => {
    const name = pinnedName(item);
    return { ...item, ...facts(versions.get(name), item.test), value: results.get(name)?.value ?? null, completedAt: results.get(name)?.completedAt ?? null };
  });
}

/** The battery that a candidate is given as things stand, before a manager changes it (S2). */
export async function plannedFor(w: StaffingWork, candidate: Candidate, hypothesis: string | null): Promise<PlannedItem[]> {
  const newest = (await w.staffing.testVersions()).filter((test, at, all) => all[at - 1]?.key !== test.key);
  const tests = (await w.staffing.vacancies()).find((vacancy) => vacancy.key === candidate.vacancy)?.tests ?? [];
  const champion = await w.staffing.champion(candidate.vacancy);
  // On whom a trial decides takes the tests of the version in force as well, lest the arms differ in more than their rule (ADR 11).
  const beside = [...(champion === undefined || champion === hypothesis ? [] : [champion]), ...(await w.staffing.shadows(candidate.vacancy))];
  return planBattery({
    byHand: newest.filter((test) => tests.includes(test.key)).map((test) => ({ test: test.key, version: test.version })),
    own: hypothesis === null ? null : await meaningOf(w, hypothesis),
    shadows: await Promise.all(beside.map((hash) => meaningOf(w, hash))),
  });
}

/** What a version says; it is stored for ever. */
export async function meaningOf(w: StaffingWork, hash: string): Promise<Hypothesis> {
  const version = await w.staffing.version(hash);
  if (!version) throw new Error(`no version ${hash}`);
  return version.hypothesis;
}

function facts(test: TestVersion | undefined, key: string) {
  if (!test) throw new Error(`no such version of ${key}`);
  const { name, type, unit, min, max, seconds } = test;
  return { name, type, unit, min, max, seconds };
}
