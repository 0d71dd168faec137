import type { TrialForecast } from '../../../domain/staffing';
import type { ArmCounts, ArmOutcome, LifecycleStore, Trial } from '../../../domain/staffing/store';
import { instant, instantOrNull } from '../../rows';
import type { Params } from '../../sql';
import type { Tables } from '../../tables';

interface TrialRow {
  id: string;
  number: number;
  hash: string;
  champion: string;
  vacancies: string;
  salt: string;
  share_bp: number;
  metric: Trial['metric'];
  threshold: number;
  forecast: string;
  started_at: string;
  ended_at: string | null;
  end_reason: Trial['endReason'];
}

/** The version that hired whoever an outcome is about; those hired by an override are in none. */
const HIRED_BY = `JOIN decisions d ON d.application_id = o.application_id AND d.verdict <> 'held' AND d.kind <> 'override' AND d.verdict = 'accept' AND d.lane NOT LIKE 'shadow:%'
  JOIN evaluations e ON e.id = d.evaluation`;

/** Trials, their arms and what came of those they hired, on SQL. */
export function trialStore(t: Tables): Pick<LifecycleStore, 'trials' | 'addTrial' | 'endTrial' | 'assign' | 'armCounts' | 'trialOutcomes' | 'hiredOutcomes' | 'knownOutcomes'> {
  return { ...trials(t), ...arms(t), ...hired(t) };
}

function trials(t: Tables): Pick<LifecycleStore, 'trials' | 'addTrial' | 'endTrial'> {
  return {
    trials: async ({ running, hash } = {}) => {
      const where = ['1 = 1', ...(running ? ['ended_at IS NULL'] : []), ...(hash === undefined ? [] : ['hash = $hash'])];
      const rows = await t.all<TrialRow>(`SELECT * FROM trials WHERE ${where.join(' AND ')} ORDER BY number DESC`, hash === undefined ? {} : { hash });
      return rows.map(toTrial);
    },
    addTrial: async ({ id, hash, champion, vacancies, salt, shareBp, metric, threshold, forecast }) => {
      const row: TrialRow = {
        id,
        number: await t.next('trial'),
        hash,
        champion,
        vacancies: JSON.stringify(vacancies),
        salt,
        share_bp: shareBp,
        metric,
        threshold,
        forecast: JSON.stringify(forecast),
        started_at: t.now.toISOString(),
        ended_at: null,
        end_reason: null,
      };
      await t.insert('trials', { ...row });
      return toTrial(row);
    },
    endTrial: async (id, reason) => (await t.update('trials', { id, ended_at: null }, { ended_at: t.now.toISOString(), end_reason: reason })) > 0,
  };
}

function arms(t: Tables): Pick<LifecycleStore, 'assign' | 'armCounts'> {
  return {
    assign: async ({ trial, application, arm, bucket }) =>
      void (await t.insertNew('assignments', { trial, application_id: application, arm, bucket, at: t.now.toISOString() })),
    armCounts: async (trial) => {
      const rows = await t.all<ArmCounts & { arm: 'A' | 'B' }>(
        `SELECT s.arm, COUNT(*) AS assigned,
           CAST(SUM(CASE WHEN EXISTS (SELECT 1 FROM evaluations e WHERE e.application_id = s.application_id AND e.mode = 'live') THEN 1 ELSE 0 END) AS INTEGER) AS completed,
           CAST(SUM(CASE WHEN a.status = 'expired' THEN 1 ELSE 0 END) AS INTEGER) AS expired
         FROM assignments s JOIN applications a ON a.id = s.application_id WHERE s.trial = $trial GROUP BY s.arm`,
        { trial },
      );
      const of = (arm: 'A' | 'B'): ArmCounts => {
        const { assigned = 0, completed = 0, expired = 0 } = rows.find((row) => row.arm === arm) ?? {};
        return { assigned, completed, expired };
      };
      return { a: of('A'), b: of('B') };
    },
  };
}

function hired(t: Tables): Pick<LifecycleStore, 'trialOutcomes' | 'hiredOutcomes' | 'knownOutcomes'> {
  const select = async (join: string, params: Params): Promise<ArmOutcome[]> => {
    const rows = await t.all<{ hash: string; state: ArmOutcome['state']; ended_at: string; due_at: string }>(
      `SELECT e.hash, o.state, o.ended_at, o.due_at FROM outcomes o ${HIRED_BY} ${join} ORDER BY o.ended_at, o.order_id`,
      params,
    );
    return rows.map(({ hash, state, ended_at, due_at }) => ({ arm: hash === params.a ? 'a' : 'b', state, endedAt: instant(ended_at), dueAt: instant(due_at) }));
  };
  return {
    trialOutcomes: ({ id, champion, hash }) =>
      select(`JOIN assignments s ON s.application_id = o.application_id AND s.trial = $trial WHERE e.hash = CASE s.arm WHEN 'A' THEN $a ELSE $b END`, { trial: id, a: champion, b: hash }),
    hiredOutcomes: ({ a, b }) => select('WHERE e.hash IN ($a, $b)', { a, b }),
    knownOutcomes: async (hash) => {
      const row = await t.one<{ ok: number | null; n: number }>(
        `SELECT CAST(SUM(CASE WHEN o.state = 'ok' THEN 1 ELSE 0 END) AS INTEGER) AS ok, COUNT(*) AS n FROM outcomes o ${HIRED_BY}
         WHERE e.hash = $hash AND o.state IN ('ok', 'not_ok') AND o.due_at <= $now`,
        { hash, now: t.now.toISOString() },
      );
      return { ok: row?.ok ?? 0, n: row?.n ?? 0 };
    },
  };
}

const toTrial = (row: TrialRow): Trial => ({
  id: row.id,
  number: row.number,
  hash: row.hash,
  champion: row.champion,
  vacancies: JSON.parse(row.vacancies) as string[],
  salt: row.salt,
  shareBp: row.share_bp,
  metric: row.metric,
  threshold: row.threshold,
  forecast: JSON.parse(row.forecast) as TrialForecast,
  startedAt: instant(row.started_at),
  endedAt: instantOrNull(row.ended_at),
  endReason: row.end_reason,
});
