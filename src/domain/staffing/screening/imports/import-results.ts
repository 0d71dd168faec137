import { forEach } from '../../../shared/each';
import { catNumber } from '../../../shared/ids';
import type { Actor, Runner } from '../../../shared/work';
import { allow } from '../../../users';
import { testAmong } from '../../catalogue/find-test';
import { readResult } from '../../catalogue/read-result';
import { pinnedName, type TestVersion } from '../../catalogue/test-version';
import { candidateNotFound, resultRepeated } from '../../errors';
import type { StaffingWork } from '../../work';
import { decideIfComplete } from '../decide-if-complete';
import { refreshHistory } from '../history';
import { readNumber } from './import-candidates';
import { datesIn, type Dates } from './import-dates';
import { keepRows, readRows, type Format, type Imported, type OnProgress, type Rejected, type Row } from './import-file';
import type { ImportedResult } from './import-store';

interface Line {
  number: number;
  test: string;
  version: number;
  value: number;
  completedAt: Date;
}

/**
 * Brings results in from a file, `number,test,value,completed_at`, where `test` is `jump` (its newest version) or `jump@1`. A cat's results go
 * to its latest application; another value or time is a new attempt (S3). They are history, by which nobody is decided on or told, but for cats
 * whose battery is given out: there they count as recorded ones do, and what they complete is decided on at once (S5); `decided` tells how many.
 */
export async function importResults(
  app: Runner<StaffingWork>,
  actor: Actor,
  file: { lines: string; atomic: boolean },
  onProgress?: OnProgress,
): Promise<Imported & { decided: number }> {
  const { versions, dates } = await app.query(actor, async (w) => {
    allow(w, 'import-results');
    return { versions: await w.staffing.testVersions(), dates: datesIn(w.zone, w.now) };
  });
  const format = formatOf(testAmong(versions), dates);
  const testing = new Set<string>();
  const keep = (w: StaffingWork, rows: readonly Row<Line>[]) => keepResults(w, rows, testing);
  const imported = await keepRows(app, actor, file, { rows: () => readRows(file.lines, format), keep }, onProgress);
  // A transaction a day now, so that the next decision has no year to catch up with.
  await refreshHistory(app, actor);
  const decided = await forEach([...testing], (application) => app.run(actor, async (w) => (await decideIfComplete(w, application)) !== null));
  return { ...imported, decided };
}

const formatOf = (testNamed: (name: string) => TestVersion, dates: Dates): Format<Line> => ({
  columns: ['number', 'test', 'value', 'completed_at'],
  needed: ['number', 'test', 'value', 'completed_at'],
  read: (cell) => {
    const test = testNamed(cell('test'));
    return {
      number: readNumber(cell('number')),
      test: test.key,
      version: test.version,
      value: readResult(test, cell('value')),
      completedAt: dates.read('completed_at', cell('completed_at')),
    };
  },
});

/** Adds to `testing` the applications with a battery that were given results. */
async function keepResults(w: StaffingWork, rows: readonly Row<Line>[], testing: Set<string>): Promise<Rejected[]> {
  allow(w, 'import-results');
  const found = await w.staffing.importTargets([...new Set(rows.map(({ row }) => row.number))]);
  const targets = new Map(found.map((target) => [target.number, target]));
  const nextAttempt = attemptsAfter(await w.staffing.attempts(found.map(({ application }) => application)));
  const kept: ImportedResult[] = [];
  const rejected: Rejected[] = [];
  const changes = new Map<string, { day: string; test: string; version: number }>();
  for (const { line, row } of rows) {
    const target = targets.get(row.number);
    const result = target && nextAttempt({ ...row, application: target.application });
    if (!target) rejected.push({ line, reason: candidateNotFound(catNumber(row.number)) });
    else if (!result) rejected.push({ line, reason: resultRepeated(pinnedName(row)) });
    else {
      kept.push(result);
      if (target.status === 'testing') testing.add(target.application);
      changes.set(`${target.day} ${pinnedName(row)}`, { day: target.day, test: row.test, version: row.version });
    }
  }
  await w.staffing.addResults(kept);
  await w.staffing.noteChanges([...changes.values()]);
  if (kept.length > 0) await w.emit({ type: 'history_imported', what: 'results', lines: kept.length });
  return rejected;
}

/** Numbers attempts on from those there are; the same value at the same time is no other attempt. */
function attemptsAfter(there: readonly ImportedResult[]): (result: Omit<ImportedResult, 'attempt'>) => ImportedResult | undefined {
  const known = new Map<string, { last: number; seen: Set<string> }>();
  const of = ({ application, test, version }: Omit<ImportedResult, 'attempt'>) => {
    const key = `${application} ${test}@${version}`;
    const attempts = known.get(key) ?? { last: 0, seen: new Set<string>() };
    known.set(key, attempts);
    return attempts;
  };
  const said = ({ value, completedAt }: Omit<ImportedResult, 'attempt'>) => `${value} ${completedAt.getTime()}`;
  for (const result of there) {
    const attempts = of(result);
    attempts.last = Math.max(attempts.last, result.attempt);
    attempts.seen.add(said(result));
  }
  return (result) => {
    const attempts = of(result);
    if (attempts.seen.has(said(result))) return undefined;
    attempts.seen.add(said(result));
    return { ...result, attempt: ++attempts.last };
  };
}
