import type { StepName, Worker } from '../../../domain/staffing';
import type { PoolStore } from '../../../domain/staffing/store';
import { instant } from '../../rows';
import type { Params } from '../../sql';
import { BEGINNING, type Tables } from '../../tables';

/** Workers, absences, bookings and match traces on SQL. */
export function poolStore(t: Tables): PoolStore {
  return { ...workers(t), ...bookings(t) };
}

function workers(t: Tables): Pick<PoolStore, 'worker' | 'workers' | 'addWorker' | 'addCharacteristic' | 'setWorkerStatus'> {
  const select = async (where: string, params: Params): Promise<Worker[]> => {
    const rows = await t.all<{ person_id: string; number: number; name: string | null; status: Worker['status']; joined_at: string }>(
      `SELECT w.person_id, p.number, d.name, w.status, w.joined_at FROM workers w
       JOIN people p ON p.id = w.person_id
       LEFT JOIN person_details d ON d.person_id = w.person_id
       WHERE ${where} ORDER BY w.status, p.number`,
      params,
    );
    const traits = await t.all<{ person_id: string; kind: string; name: string }>('SELECT * FROM characteristics ORDER BY name');
    const of = (person: string, kind: string) => traits.filter((trait) => trait.person_id === person && trait.kind === kind).map((trait) => trait.name);
    return rows.map((row) => ({
      id: row.person_id,
      number: row.number,
      name: row.name ?? '',
      status: row.status,
      strengths: of(row.person_id, 'strength'),
      weaknesses: of(row.person_id, 'weakness'),
      joinedAt: instant(row.joined_at),
    }));
  };
  return {
    worker: async (person) => (await select('w.person_id = $person', { person }))[0],
    workers: () => select('1 = 1', {}),
    addWorker: (person, application) =>
      t.insert('workers', { person_id: person, application_id: application, status: 'active', joined_at: t.now.toISOString() }),
    addCharacteristic: async (person, kind, name) => void (await t.insertNew('characteristics', { person_id: person, kind, name })),
    setWorkerStatus: async (person, status) => {
      const from = status === 'active' ? 'deactivated' : 'active';
      return (await t.update('workers', { person_id: person, status: from }, { status })) > 0;
    },
  };
}

function bookings(t: Tables): Pick<PoolStore, 'addAbsence' | 'begin' | 'travelMinutes' | 'pipeline' | 'samples' | 'book' | 'unbook' | 'addTrace'> {
  return {
    addAbsence: ({ id, worker, from, to }) =>
      t.insert('absences', { id, worker_id: worker, starts_at: from.toISOString(), ends_at: to.toISOString() }),
    begin: async (policy, pipeline) => {
      await t.firstPolicy('staffing', policy);
      await t.insertNew('pipelines', { version: pipeline.version, steps: JSON.stringify(pipeline.steps), active_from: BEGINNING });
    },
    travelMinutes: async () => (await t.policy<{ travel_minutes: number }>('staffing')).travel_minutes,
    pipeline: async () => {
      const row = await t.one<{ version: string; steps: string }>(
        'SELECT version, steps FROM pipelines WHERE active_from <= $now ORDER BY active_from DESC, version DESC LIMIT 1',
        { now: t.now.toISOString() },
      );
      if (!row) throw new Error('no pipeline is active');
      return { version: row.version, steps: JSON.parse(row.steps) as StepName[] };
    },
    samples: async (from, to) => {
      const rows = await t.all<{ worker: string; status: string; absent: number; booked_for: string | null }>(
        `SELECT w.person_id AS worker, w.status,
           (SELECT COUNT(*) FROM absences a WHERE a.worker_id = w.person_id AND a.starts_at < $to AND a.ends_at > $from) AS absent,
           (SELECT MIN(b.order_id) FROM bookings b WHERE b.worker_id = w.person_id AND b.quarter >= $first AND b.quarter < $to) AS booked_for
         FROM workers w ORDER BY w.person_id`,
        { from: from.toISOString(), to: to.toISOString(), first: quarterOf(from) },
      );
      return rows.map((row) => ({
        worker: row.worker,
        active: row.status === 'active',
        absent: row.absent > 0,
        bookedFor: row.booked_for,
      }));
    },
    book: async (worker, order, quarters) => {
      for (const quarter of quarters) {
        const row = { worker_id: worker, quarter: quarter.toISOString(), order_id: order };
        if (!(await t.insertNew('bookings', row))) return false;
      }
      return true;
    },
    unbook: async (order) => void (await t.remove('bookings', { order_id: order })),
    addTrace: (order, match) =>
      t.insert('match_traces', {
        id: t.newId(),
        order_id: order,
        pipeline: match.pipeline,
        seed: match.seed,
        steps: JSON.stringify({ steps: match.steps, probabilities: match.probabilities }),
        picked: match.picked,
        at: t.now.toISOString(),
      }),
  };
}

const QUARTER_MS = 15 * 60_000;
const quarterOf = (at: Date) => new Date(Math.floor(at.getTime() / QUARTER_MS) * QUARTER_MS).toISOString();
