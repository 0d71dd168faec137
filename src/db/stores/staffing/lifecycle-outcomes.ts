import type { LifecycleStore, Outcome } from '../../../domain/staffing/store';
import { instant, instantOrNull } from '../../rows';
import type { Tables } from '../../tables';

interface Row {
  order_id: string;
  client_id: string | null;
  worker_id: string;
  application_id: string | null;
  ended_at: string;
  due_at: string;
  ended: Outcome['ended'];
  state: Outcome['state'];
  in_review: number;
}

type Part = Pick<LifecycleStore, 'addOutcome' | 'outcome' | 'changeOutcome' | 'matureOutcomes' | 'outcomesDue' | 'applicationOf' | 'outcomesByCat' | 'ordersSince'>;

/** Pending past its window, and no review is to be waited for. */
const DUE = `state = 'pending' AND in_review = 0 AND due_at <= $now`;

/** What became of the orders of those hired, on SQL. */
export function outcomeStore(t: Tables): Part {
  const now = { now: t.now.toISOString() };
  return {
    addOutcome: async ({ order, client, worker, application, endedAt, dueAt, ended, state, inReview }) =>
      void (await t.insertNew('outcomes', {
        order_id: order,
        client_id: client,
        worker_id: worker,
        application_id: application,
        ended_at: endedAt.toISOString(),
        due_at: dueAt.toISOString(),
        ended,
        state,
        in_review: inReview ? 1 : 0,
        observed_at: state === 'pending' ? null : now.now,
      })),
    outcome: async (order) => {
      const row = await t.one<Row>('SELECT * FROM outcomes WHERE order_id = $order', { order });
      return row && toOutcome(row);
    },
    changeOutcome: async (order, { state, inReview }) => {
      const set = { ...(state === undefined ? {} : { state, observed_at: now.now }), ...(inReview === undefined ? {} : { in_review: inReview ? 1 : 0 }) };
      await t.update('outcomes', { order_id: order }, set);
    },
    matureOutcomes: () => t.write(`UPDATE outcomes SET state = CASE ended WHEN 'completed' THEN 'ok' ELSE 'not_ok' END, observed_at = $now WHERE ${DUE}`, now),
    outcomesDue: async () => (await t.one(`SELECT order_id FROM outcomes WHERE ${DUE} LIMIT 1`, now)) !== undefined,
    applicationOf: async (worker) => (await t.one<{ application_id: string | null }>('SELECT application_id FROM workers WHERE person_id = $worker', { worker }))?.application_id ?? null,
    outcomesByCat: async () => {
      const rows = await t.all<{ number: number; ok: number; n: number }>(
        `SELECT p.number, CAST(SUM(CASE WHEN o.state = 'ok' THEN 1 ELSE 0 END) AS INTEGER) AS ok, COUNT(*) AS n
         FROM outcomes o JOIN people p ON p.id = o.worker_id WHERE o.state IN ('ok', 'not_ok') AND o.due_at <= $now GROUP BY p.number`,
        now,
      );
      return new Map(rows.map(({ number, ok, n }) => [number, { ok, n }]));
    },
    ordersSince: async (at) => {
      const row = await t.one<{ orders: number }>('SELECT COUNT(*) AS orders FROM outcomes WHERE ended_at >= $at', { at: at.toISOString() });
      const first = await t.one<{ at: string | null }>('SELECT MIN(ended_at) AS at FROM outcomes');
      return { orders: row?.orders ?? 0, first: instantOrNull(first?.at ?? null) };
    },
  };
}

const toOutcome = (row: Row): Outcome => ({
  order: row.order_id,
  client: row.client_id,
  worker: row.worker_id,
  application: row.application_id,
  endedAt: instant(row.ended_at),
  dueAt: instant(row.due_at),
  ended: row.ended,
  state: row.state,
  inReview: row.in_review === 1,
});
