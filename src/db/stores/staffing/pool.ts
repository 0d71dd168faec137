import { plainStep, type Worker } from '../../../domain/staffing';
import type { PoolStore, WorkerOutcome } from '../../../domain/staffing/store';
import { instant } from '../../rows';
import type { Params } from '../../sql';
import { BEGINNING, type Tables } from '../../tables';

/** Workers, absences, bookings and what is known of their orders on SQL. */
export function poolStore(t: Tables): PoolStore {
  return { ...workers(t), ...bookings(t), ...samples(t) };
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
    const of = byPerson(await t.all<Trait>(`SELECT w.person_id, w.kind, w.name FROM characteristics w WHERE ${where} ORDER BY w.name`, params));
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

function bookings(t: Tables): Pick<PoolStore, 'addAbsence' | 'begin' | 'travelMinutes' | 'bookingStarts' | 'book' | 'unbook'> {
  return {
    addAbsence: ({ id, worker, from, to }) =>
      t.insert('absences', { id, worker_id: worker, starts_at: from.toISOString(), ends_at: to.toISOString() }),
    begin: async (policy, { version, steps }) => {
      await t.firstPolicy('staffing', policy);
      const [name = '', number] = version.split('@');
      await t.insert('pipelines', { version, name, number: Number(number), steps: JSON.stringify(steps.map(plainStep)), added_at: BEGINNING });
      await t.insert('pipeline_moves', { seq: await t.next('pipeline_move'), id: t.newId(), version, move: 'activated', active_from: BEGINNING });
    },
    travelMinutes: async () => (await t.policy<{ travel_minutes: number }>('staffing')).travel_minutes,
    bookingStarts: async (from, to, order) => {
      const rows = await t.all<{ worker_id: string; start: string }>(
        `SELECT worker_id, MIN(quarter) AS start FROM bookings WHERE quarter >= $from AND quarter < $to AND order_id <> $order GROUP BY worker_id, order_id`,
        { from: from.toISOString(), to: to.toISOString(), order },
      );
      return rows.map((row) => ({ worker: row.worker_id, at: instant(row.start) }));
    },
    book: async (worker, order, quarters) => {
      for (const quarter of quarters) {
        const row = { worker_id: worker, quarter: quarter.toISOString(), order_id: order };
        if (!(await t.insertNew('bookings', row))) return false;
      }
      return true;
    },
    unbook: async (order, from) => {
      if (!from) await t.remove('bookings', { order_id: order });
      else await t.write('DELETE FROM bookings WHERE order_id = $order AND quarter >= $from', { order, from: quarterOf(from) });
    },
  };
}

function samples(t: Tables): Pick<PoolStore, 'availability' | 'characteristics' | 'resultsOfWorkers' | 'outcomesOf'> {
  return {
    availability: async (from, to, order, worker) => {
      const rows = await t.all<{ worker: string; status: string; absent: number; booked_for: string | null }>(
        `SELECT w.person_id AS worker, w.status,
           (SELECT COUNT(*) FROM absences a WHERE a.worker_id = w.person_id AND a.starts_at < $to AND a.ends_at > $from) AS absent,
           (SELECT MIN(b.order_id) FROM bookings b WHERE b.worker_id = w.person_id AND b.quarter >= $first AND b.quarter < $to AND b.order_id <> $order) AS booked_for
         FROM workers w ${worker === undefined ? '' : 'WHERE w.person_id = $worker'} ORDER BY w.person_id`,
        { from: from.toISOString(), to: to.toISOString(), first: quarterOf(from), order, ...(worker === undefined ? {} : { worker }) },
      );
      return rows.map((row) => ({
        worker: row.worker,
        active: row.status === 'active',
        absent: row.absent > 0,
        bookedFor: row.booked_for,
      }));
    },
    characteristics: async () => {
      const traits = await t.all<Trait>('SELECT person_id, kind, name FROM characteristics ORDER BY name');
      const of = byPerson(traits);
      return new Map(traits.map(({ person_id }) => [person_id, { strengths: of(person_id, 'strength'), weaknesses: of(person_id, 'weakness') }]));
    },
    resultsOfWorkers: async (client) => {
      const rows = await t.all<{ worker_id: string; ok: number; n: number }>(
        `SELECT worker_id, CAST(SUM(CASE WHEN state = 'ok' THEN 1 ELSE 0 END) AS INTEGER) AS ok, COUNT(*) AS n
         FROM outcomes WHERE state IN ('ok', 'not_ok') AND in_review = 0 AND due_at <= $now ${client === undefined ? '' : 'AND client_id = $client'} GROUP BY worker_id`,
        { now: t.now.toISOString(), ...(client === undefined ? {} : { client }) },
      );
      return new Map(rows.map(({ worker_id, ok, n }) => [worker_id, { ok, notOk: n - ok }]));
    },
    outcomesOf: async (worker) => {
      const rows = await t.all<{ order_id: string; ended_at: string; ended: WorkerOutcome['ended']; state: WorkerOutcome['state']; due_at: string; in_review: number }>(
        'SELECT order_id, ended_at, ended, state, due_at, in_review FROM outcomes WHERE worker_id = $worker ORDER BY ended_at DESC, order_id DESC',
        { worker },
      );
      return rows.map((row) => ({ order: row.order_id, endedAt: instant(row.ended_at), ended: row.ended, state: row.state, dueAt: instant(row.due_at), inReview: row.in_review === 1 }));
    },
  };
}

interface Trait {
  person_id: string;
  kind: string;
  name: string;
}

function byPerson(traits: readonly Trait[]): (person: string, kind: string) => string[] {
  const found = new Map<string, string[]>();
  for (const { person_id, kind, name } of traits) found.set(`${person_id} ${kind}`, [...(found.get(`${person_id} ${kind}`) ?? []), name]);
  return (person, kind) => found.get(`${person} ${kind}`) ?? [];
}

const QUARTER_MS = 15 * 60_000;
const quarterOf = (at: Date) => new Date(Math.floor(at.getTime() / QUARTER_MS) * QUARTER_MS).toISOString();
