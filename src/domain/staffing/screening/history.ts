import { assemble, encodeCohort, encodeResults, type DayChunks, type Result } from '../hypotheses/engine/chunks';
import { testKey, type History } from '../hypotheses/engine/history';
import { isRequired, type Hypothesis } from '../hypotheses/hypothesis';
import type { Actor, Runner } from '../../shared/work';
import type { StaffingWork } from '../work';

/** A version of a test, by name. */
export interface TestReference {
  test: string;
  version: number;
}

/** Makes the chunks of all days anew that something changed on, a transaction a day; tells how many there were. */
export async function refreshHistory(app: Runner<StaffingWork>, actor: Actor, onProgress: (done: number, total: number) => void = () => undefined): Promise<number> {
  const days = await app.query(actor, (w) => w.staffing.changedDays());
  for (const [done, day] of days.entries()) {
    await app.run(actor, (w) => refreshDay(w, day));
    onProgress(done + 1, days.length);
  }
  return days.length;
}

/** The same within a unit of work, in which chunks then stay as they are: for a decision that needs what changed just now. */
export async function refreshHistoryNow(w: StaffingWork): Promise<void> {
  await w.staffing.lockHistory();
  for (const day of await w.staffing.changedDays()) await refreshDay(w, day);
}

/** The history of some tests: of all days, or of those with results at or after an instant. */
export async function loadHistory(w: StaffingWork, tests: readonly TestReference[], since?: Date): Promise<History> {
  const days = since && (await w.staffing.daysWithResults(tests, since));
  const chunks = new Map<string, DayChunks & { results: Map<string, Uint8Array> }>();
  for (const { day, data } of await w.staffing.cohortChunks(days)) chunks.set(day, { cohort: data, results: new Map() });
  for (const { test, version } of tests) {
    for (const { day, data } of await w.staffing.scoreChunks({ test, version }, days)) chunks.get(day)?.results.set(testKey(test, version), data);
  }
  return assemble([...chunks.values()], tests.map(({ test, version }) => testKey(test, version)));
}

/** The tests that a hypothesis reads. */
export function testsOf(hypothesis: Hypothesis): TestReference[] {
  return hypothesis.inputs.flatMap(({ from }) => ('test' in from ? [from] : []));
}

/** The tests without which it decides nothing. */
export function requiredTestsOf(hypothesis: Hypothesis): TestReference[] {
  return hypothesis.inputs.filter(isRequired).flatMap(({ from }) => ('test' in from ? [from] : []));
}

async function refreshDay(w: StaffingWork, day: string): Promise<void> {
  const changes = await w.staffing.takeChanges(day);
  if (changes.length === 0) return;
  const cohort = await w.staffing.cohort(day);
  const grown = cohort.length !== (await w.staffing.cohortSize(day));
  if (changes.includes(null) || grown) await w.staffing.saveCohort(day, cohort.length, Buffer.from(encodeCohort(cohort)));
  // Rows of a test's chunk lie as the cohort's do: another cohort moves them all.
  const isStale = (key: string) => grown || changes.includes(key);
  if (grown || changes.some((change) => change !== null)) await refreshScores(w, day, cohort.map((row) => row.application), isStale);
}

async function refreshScores(w: StaffingWork, day: string, cohort: readonly string[], isStale: (key: string) => boolean): Promise<void> {
  const byTest = new Map<string, { reference: TestReference; results: Map<string, Result> }>();
  for (const { application, test, version, value, completedAt } of await w.staffing.scores(day)) {
    const key = testKey(test, version);
    const found = byTest.get(key) ?? { reference: { test, version }, results: new Map<string, Result>() };
    found.results.set(application, { value, at: completedAt.getTime() });
    byTest.set(key, found);
  }
  for (const [key, { reference, results }] of byTest) {
    if (!isStale(key)) continue;
    const data = Buffer.from(encodeResults(cohort.map((application) => results.get(application) ?? null)));
    const lastAt = new Date([...results.values()].reduce((last, { at }) => Math.max(last, at), 0));
    await w.staffing.saveScores({ ...reference, day, n: cohort.length, lastAt, data });
  }
}
