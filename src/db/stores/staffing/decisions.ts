import type { DecisionStore, Lane, Snapshot, StoredDecision, StoredEvaluation } from '../../../domain/staffing/store';
import { inList, inPortions, instant, listParams } from '../../rows';
import type { Params } from '../../sql';
import type { Tables } from '../../tables';

interface SnapshotRow {
  id: string;
  hash: string;
  vacancy: string;
  day: string;
  from_day: string;
  to_day: string;
  n: number;
  sha256: string;
  days: string;
}

interface EvaluationRow {
  id: string;
  application_id: string;
  number: number;
  vacancy: string;
  hash: string;
  mode: StoredEvaluation['mode'];
  inputs: string;
  completed_at: string;
  score: number | null;
  ge: number | null;
  gt: number | null;
  n: number | null;
  snapshot: string | null;
  error: string | null;
  at: string;
}

interface DecisionRow {
  seq: number;
  application_id: string;
  number: number;
  vacancy: string;
  lane: Lane;
  day: string;
  evaluation: string | null;
  kind: StoredDecision['kind'];
  verdict: StoredDecision['verdict'];
  screened: number | null;
  accepted_before: number | null;
  actor_id: string | null;
  at: string;
}

/** Snapshots, evaluations, decisions and the guard's counters on SQL. */
export function decisionStore(t: Tables): DecisionStore {
  return { lockScreening: (vacancy) => t.lock(`screening:${vacancy}`), ...snapshots(t), ...evaluations(t), ...decisions(t), ...waiting(t) };
}

function snapshots(t: Tables): Pick<DecisionStore, 'snapshot' | 'snapshotById' | 'addSnapshot' | 'addReferenceDay' | 'keptReferenceDays' | 'referenceDays'> {
  const one = async (where: string, params: Params) => {
    const row = await t.one<SnapshotRow>(`SELECT * FROM reference_snapshots WHERE ${where}`, params);
    return row && toSnapshot(row);
  };
  return {
    snapshot: (hash, vacancy, day) => one('hash = $hash AND vacancy = $vacancy AND day = $day', { hash, vacancy, day }),
    snapshotById: (id) => one('id = $id', { id }),
    addSnapshot: ({ id, hash, vacancy, day, fromDay, toDay, n, sha256, days }) =>
      t.insert('reference_snapshots', { id, hash, vacancy, day, from_day: fromDay, to_day: toDay, n, sha256, days: JSON.stringify(days) }),
    addReferenceDay: async (sha256, n, data) => void (await t.insertNew('reference_days', { sha256, n, data })),
    keptReferenceDays: async (hashes) => {
      const rows = await inPortions(hashes, (some) => t.all<{ sha256: string }>(`SELECT sha256 FROM reference_days WHERE sha256 IN (${inList(some)})`, listParams(some)));
      return new Set(rows.map((row) => row.sha256));
    },
    referenceDays: async (hashes) => {
      const rows = await inPortions([...new Set(hashes)], (some) =>
        t.all<{ sha256: string; data: Buffer }>(`SELECT sha256, data FROM reference_days WHERE sha256 IN (${inList(some)})`, listParams(some)),
      );
      return new Map(rows.map((row) => [row.sha256, row.data]));
    },
  };
}

function evaluations(t: Tables): Pick<DecisionStore, 'addEvaluation' | 'evaluation' | 'evaluations' | 'evaluationsById'> {
  const select = async (where: string, params: Params) =>
    (await t.all<EvaluationRow>(`SELECT * FROM evaluations WHERE ${where} ORDER BY id`, params)).map(toEvaluation);
  return {
    addEvaluation: (of) =>
      t.insert('evaluations', {
        id: of.id,
        application_id: of.application,
        number: of.number,
        vacancy: of.vacancy,
        hash: of.hash,
        mode: of.mode,
        inputs: JSON.stringify(of.inputs),
        completed_at: of.completedAt.toISOString(),
        score: of.score,
        ge: of.ge,
        gt: of.gt,
        n: of.n,
        snapshot: of.snapshot,
        error: of.error,
        at: of.at.toISOString(),
      }),
    evaluation: async (id) => (await select('id = $id', { id }))[0],
    evaluations: (application) => select('application_id = $application', { application }),
    evaluationsById: async (ids) => {
      const found = await inPortions([...new Set(ids)], (some) => select(`id IN (${inList(some)})`, listParams(some)));
      return new Map(found.map((evaluation) => [evaluation.id, evaluation]));
    },
  };
}

function decisions(t: Tables): Pick<DecisionStore, 'addDecision' | 'decisions' | 'reason' | 'decisionsAfter' | 'counters' | 'setCounters' | 'screenedOn'> {
  return {
    addDecision: async (of) =>
      t.insert('decisions', {
        seq: await t.next('decision'),
        application_id: of.application,
        number: of.number,
        vacancy: of.vacancy,
        lane: of.lane,
        day: of.day,
        evaluation: of.evaluation,
        kind: of.kind,
        verdict: of.verdict,
        screened: of.screened,
        accepted_before: of.acceptedBefore,
        actor_id: t.actor.personId,
        at: t.now.toISOString(),
      }),
    decisions: async (application) =>
      (await t.all<DecisionRow>('SELECT * FROM decisions WHERE application_id = $application ORDER BY seq', { application })).map(toDecision),
    reason: async (application) =>
      (await t.one<{ reason: string }>('SELECT reason FROM application_notes WHERE application_id = $application', { application }))?.reason ?? null,
    decisionsAfter: async (after, limit) =>
      (await t.all<DecisionRow>('SELECT * FROM decisions WHERE seq > $after ORDER BY seq LIMIT $limit', { after, limit })).map(toDecision),
    counters: async (vacancy, lane) =>
      (await t.one<{ screened: number; accepted: number }>('SELECT screened, accepted FROM screening_counters WHERE vacancy = $vacancy AND lane = $lane', {
        vacancy,
        lane,
      })) ?? { screened: 0, accepted: 0 },
    setCounters: async (vacancy, lane, { screened, accepted }) => {
      const set = { screened, accepted };
      if ((await t.update('screening_counters', { vacancy, lane }, set)) === 0) await t.insert('screening_counters', { vacancy, lane, ...set });
    },
    screenedOn: async (day) => {
      const row = await t.one<{ screened: number; accepted: number | null }>(
        `SELECT COUNT(DISTINCT application_id) AS screened, SUM(CASE WHEN verdict = 'accept' THEN 1 ELSE 0 END) AS accepted FROM decisions
         WHERE day = $day AND kind <> 'override' AND lane NOT LIKE 'shadow:%'`,
        { day },
      );
      return { screened: row?.screened ?? 0, accepted: row?.accepted ?? 0 };
    },
  };
}

function waiting(t: Tables): Pick<DecisionStore, 'hold' | 'held' | 'heldLanes' | 'release' | 'releaseLive'> {
  return {
    hold: ({ application, vacancy, lane, day, evaluation }) => t.insert('held', { application_id: application, vacancy, lane, day, evaluation }),
    held: async (vacancy, lane, before) => {
      const rows = await t.all<{ application_id: string; number: number; day: string; evaluation: string; hash: string; score: number; completed_at: string }>(
        `SELECT h.application_id, e.number, h.day, h.evaluation, e.hash, e.score, e.completed_at FROM held h JOIN evaluations e ON e.id = h.evaluation
         WHERE h.vacancy = $vacancy AND h.lane = $lane AND h.day < $before ORDER BY h.day, e.number`,
        { vacancy, lane, before },
      );
      return rows.map(({ application_id, completed_at, ...row }) => ({ ...row, application: application_id, completedAt: instant(completed_at) }));
    },
    heldLanes: (before) => t.all<{ vacancy: string; lane: Lane }>('SELECT DISTINCT vacancy, lane FROM held WHERE day < $before ORDER BY vacancy, lane', { before }),
    release: async (application, lane) => (await t.remove('held', { application_id: application, lane })) > 0,
    releaseLive: async (application) =>
      void (await t.write(`DELETE FROM held WHERE application_id = $application AND lane NOT LIKE 'shadow:%'`, { application })),
  };
}

const toSnapshot = ({ from_day, to_day, days, ...row }: SnapshotRow): Snapshot => ({
  ...row,
  fromDay: from_day,
  toDay: to_day,
  days: JSON.parse(days) as Snapshot['days'],
});

const toEvaluation = ({ application_id, inputs, completed_at, at, ...row }: EvaluationRow): StoredEvaluation => ({
  ...row,
  application: application_id,
  inputs: JSON.parse(inputs) as StoredEvaluation['inputs'],
  completedAt: instant(completed_at),
  at: instant(at),
});

const toDecision = ({ application_id, accepted_before, actor_id, at, ...row }: DecisionRow): StoredDecision => ({
  ...row,
  application: application_id,
  acceptedBefore: accepted_before,
  actor: actor_id,
  at: instant(at),
});
