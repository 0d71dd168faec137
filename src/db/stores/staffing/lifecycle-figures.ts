import type { LifecycleStore } from '../../../domain/staffing/store';
import type { Params } from '../../sql';
import type { Tables } from '../../tables';

type Part = Pick<LifecycleStore, 'evaluationCounts' | 'decidedCounts' | 'endedSince' | 'closedSince' | 'laneCounts' | 'openBatteries' | 'repin' | 'waitingComplete'>;

/** What screening came to under each version, on SQL. */
export function figureStore(t: Tables): Part {
  return { ...counts(t), ...batteries(t) };
}

function counts(t: Tables): Pick<Part, 'evaluationCounts' | 'decidedCounts' | 'endedSince' | 'closedSince' | 'laneCounts'> {
  const countOf = async (from: string, params: Params) => (await t.one<{ n: number }>(`SELECT COUNT(*) AS n FROM ${from}`, params))?.n ?? 0;
  return {
    evaluationCounts: async (hash, mode, since = new Date(0)) => {
      const params = { hash, mode, since: since.toISOString() };
      const evaluations = await countOf('evaluations WHERE hash = $hash AND mode = $mode AND at >= $since', params);
      const errors = await countOf('evaluations WHERE hash = $hash AND mode = $mode AND at >= $since AND error IS NOT NULL', params);
      return { evaluations, errors };
    },
    decidedCounts: async (mode, hash) => {
      const [only, params] = hash === undefined ? ['', { mode }] : ['AND e.hash = $hash', { mode, hash }];
      const rows = async (from: string) => t.all<{ hash: string; n: number }>(`SELECT e.hash, COUNT(*) AS n FROM ${from} ${only} GROUP BY e.hash`, params);
      const failed = new Map((await rows('evaluations e WHERE e.mode = $mode AND e.error IS NOT NULL')).map(({ hash, n }) => [hash, n]));
      const accepted = new Map(
        (await rows(`decisions d JOIN evaluations e ON e.id = d.evaluation WHERE d.verdict = 'accept' AND d.kind <> 'override' AND e.mode = $mode`)).map(({ hash, n }) => [hash, n]),
      );
      const all = await rows('evaluations e WHERE e.mode = $mode');
      return new Map(all.map(({ hash, n }) => [hash, { screened: n - (failed.get(hash) ?? 0), accepted: accepted.get(hash) ?? 0 }]));
    },
    closedSince: async (hash, at, today) => {
      const params = { hash, at: at.toISOString(), today };
      const decided = `evaluations e JOIN decisions d ON d.application_id = e.application_id AND d.verdict <> 'held' AND d.kind <> 'override' AND d.evaluation = e.id
        WHERE e.hash = $hash AND e.mode = 'live' AND d.at >= $at AND d.day < $today
          AND NOT EXISTS (SELECT 1 FROM held h WHERE h.vacancy = d.vacancy AND h.lane = d.lane AND h.day = d.day)`;
      return { screened: await countOf(decided, params), accepted: await countOf(`${decided} AND d.verdict = 'accept'`, params) };
    },
    endedSince: async (hash, at) => {
      const params = { hash, at: at.toISOString() };
      return {
        completed: await countOf(`evaluations WHERE hash = $hash AND mode = 'live' AND at >= $at`, params),
        expired: await countOf(`applications WHERE status = 'expired' AND decided_at >= $at AND hypothesis = $hash`, params),
      };
    },
    laneCounts: async (lane) => {
      const row = await t.one<{ screened: number | null; accepted: number | null }>(
        'SELECT CAST(SUM(screened) AS INTEGER) AS screened, CAST(SUM(accepted) AS INTEGER) AS accepted FROM screening_counters WHERE lane = $lane',
        { lane },
      );
      return { screened: row?.screened ?? 0, accepted: row?.accepted ?? 0 };
    },
  };
}

function batteries(t: Tables): Pick<Part, 'openBatteries' | 'repin' | 'waitingComplete'> {
  return {
    openBatteries: () =>
      t.all(`SELECT hypothesis AS hash, vacancy, status, COUNT(*) AS n FROM applications WHERE status IN ('testing', 'held') GROUP BY hypothesis, vacancy, status ORDER BY vacancy, hypothesis, status`),
    repin: async (from, vacancy, to) => {
      const which = `vacancy = $vacancy AND status = 'testing' AND hypothesis ${from === null ? 'IS NULL' : '= $from'}`;
      for (const { test, version } of to?.tests ?? []) {
        await t.write(
          `INSERT INTO battery_items (application_id, test, version, required)
           SELECT id, CAST($test AS TEXT), CAST($version AS INTEGER), 1 FROM applications WHERE ${which}
           ON CONFLICT (application_id, test) DO UPDATE SET version = excluded.version, required = 1`,
          { test, version, vacancy, ...(from === null ? {} : { from }) },
        );
      }
      return t.update('applications', { vacancy, status: 'testing', hypothesis: from }, { hypothesis: to?.hash ?? null, lane: to ? 'champion' : null });
    },
    waitingComplete: async () => {
      const rows = await t.all<{ id: string }>(
        `SELECT a.id FROM applications a WHERE a.status = 'testing'
           AND EXISTS (SELECT 1 FROM battery_items i WHERE i.application_id = a.id AND i.required = 1)
           AND NOT EXISTS (SELECT 1 FROM battery_items i WHERE i.application_id = a.id AND i.required = 1
             AND NOT EXISTS (SELECT 1 FROM results r WHERE r.application_id = a.id AND r.test = i.test AND r.version = i.version))
           AND NOT EXISTS (SELECT 1 FROM evaluations e WHERE e.application_id = a.id AND e.hash = a.hypothesis AND e.mode = 'live' AND e.error IS NOT NULL)
         ORDER BY a.assigned_at, a.id`,
      );
      return rows.map((row) => row.id);
    },
  };
}
