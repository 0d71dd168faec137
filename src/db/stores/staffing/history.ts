import type { HistoryStore } from '../../../domain/staffing/store';
import { inList, inPortions, instant, listParams } from '../../rows';
import type { Tables } from '../../tables';
import { AS_COMPLETED, lastOfEach } from './attempts';

/** The chunks of history on SQL. */
export function historyStore(t: Tables): HistoryStore {
  return { ...changes(t), ...rows(t), ...chunks(t) };
}

function changes(t: Tables): Pick<HistoryStore, 'lockHistory' | 'changedDays' | 'takeChanges' | 'noteChange'> {
  return {
    lockHistory: () => t.lock('history'),
    changedDays: async () => (await t.all<{ day: string }>('SELECT DISTINCT day FROM history_changes ORDER BY day')).map((row) => row.day),
    takeChanges: async (day) => {
      await t.lock('history');
      // Read after the removal a change could be lost: what is committed between the two would be removed unread.
      const found = await t.all<{ id: string; test: string | null; version: number | null }>('SELECT id, test, version FROM history_changes WHERE day = $day', { day });
      await inPortions(found.map((row) => row.id), async (ids) => {
        await t.write(`DELETE FROM history_changes WHERE id IN (${inList(ids)})`, listParams(ids));
        return [];
      });
      return [...new Set(found.map((row) => (row.test === null ? null : `${row.test}@${row.version}`)))];
    },
    noteChange: (day, test) => t.insert('history_changes', { id: t.newId(), day, test: test?.test ?? null, version: test?.version ?? null }),
  };
}

function rows(t: Tables): Pick<HistoryStore, 'cohort' | 'scores' | 'cohortSize'> {
  return {
    cohort: async (day) => {
      const found = await t.all<{
        application: string;
        number: number;
        vacancy: string;
        breed: string | null;
        age: number | null;
        colour: string | null;
        status: string;
      }>(
        `SELECT a.id AS application, p.number, a.vacancy, a.breed, a.age, a.colour, a.status
         FROM applications a JOIN people p ON p.id = a.person_id WHERE a.day = $day ORDER BY p.number, a.id`,
        { day },
      );
      return found.map(({ status, ...row }) => ({ ...row, withdrawn: status === 'withdrawn', hired: status === 'accepted' }));
    },
    scores: async (day) => {
      const found = await t.all<{ application: string; test: string; version: number; value: number; completed_at: string }>(
        // MATERIALIZED keeps PostgreSQL from reading all applications, which it holds for cheaper as that can be done in parallel.
        `WITH cohort AS MATERIALIZED (SELECT id FROM applications WHERE day = $day)
         SELECT r.application_id AS application, r.test, r.version, r.value, r.completed_at
         FROM cohort c JOIN results r ON r.application_id = c.id ORDER BY ${AS_COMPLETED}`,
        { day },
      );
      return lastOfEach(found).map(({ completed_at, ...row }) => ({ ...row, completedAt: instant(completed_at) }));
    },
    cohortSize: async (day) => (await t.one<{ n: number }>('SELECT n FROM cohort_chunks WHERE day = $day', { day }))?.n,
  };
}

function chunks(t: Tables): Pick<HistoryStore, 'saveCohort' | 'saveScores' | 'cohortChunks' | 'scoreChunks' | 'daysWithResults'> {
  return {
    saveCohort: async (day, n, data) => {
      await t.remove('cohort_chunks', { day });
      await t.insert('cohort_chunks', { day, n, data });
    },
    saveScores: async ({ test, version, day, n, lastAt, data }) => {
      await t.remove('score_chunks', { test, version, day });
      await t.insert('score_chunks', { test, version, day, n, last_at: lastAt.toISOString(), data });
    },
    cohortChunks: (days) => ofDays(days, (where, params) => t.all(`SELECT day, data FROM cohort_chunks ${where} ORDER BY day`, params)),
    scoreChunks: ({ test, version }, days) =>
      ofDays(days, (where, params) =>
        t.all(`SELECT day, data FROM score_chunks ${where ? `${where} AND` : 'WHERE'} test = $test AND version = $version ORDER BY day`, {
          ...params,
          test,
          version,
        }),
      ),
    daysWithResults: async (tests, since) => {
      const days = new Set<string>();
      for (const { test, version } of tests) {
        const found = await t.all<{ day: string }>('SELECT day FROM score_chunks WHERE test = $test AND version = $version AND last_at >= $since', {
          test,
          version,
          since: since.toISOString(),
        });
        for (const { day } of found) days.add(day);
      }
      return [...days].sort();
    },
  };
}

function ofDays<R>(days: readonly string[] | undefined, ask: (where: string, params: Record<string, string>) => Promise<R[]>): Promise<R[]> {
  if (!days) return ask('', {});
  return inPortions(days, (some) => ask(`WHERE day IN (${inList(some)})`, listParams(some) as Record<string, string>));
}
