import type { AbsenceStore } from '../../../domain/staffing/store';
import { instant } from '../../rows';
import type { Params } from '../../sql';
import type { Tables } from '../../tables';

const QUARTER_MS = 15 * 60_000;

/** Absences, and what workers are booked for, on SQL. */
export function absenceStore(t: Tables): AbsenceStore {
  return {
    absences: async ({ id, worker, endingAfter }) => {
      const given = [
        { is: 'id = $id', name: 'id', value: id },
        { is: 'worker_id = $worker', name: 'worker', value: worker },
        { is: 'ends_at > $after', name: 'after', value: endingAfter?.toISOString() },
      ].flatMap(({ value, ...rest }) => (value === undefined ? [] : [{ ...rest, value }]));
      const where = ['1 = 1', ...given.map(({ is }) => is)];
      const params: Params = Object.fromEntries(given.map(({ name, value }) => [name, value]));
      const rows = await t.all<{ id: string; worker_id: string; starts_at: string; ends_at: string }>(
        `SELECT id, worker_id, starts_at, ends_at FROM absences WHERE ${where.join(' AND ')} ORDER BY starts_at, id`,
        params,
      );
      return rows.map((row) => ({ id: row.id, worker: row.worker_id, from: instant(row.starts_at), to: instant(row.ends_at) }));
    },
    removeAbsence: async (id) => (await t.remove('absences', { id })) > 0,
    bookedOrders: async (worker, from, to) => {
      const first = new Date(Math.floor(from.getTime() / QUARTER_MS) * QUARTER_MS).toISOString();
      const rows = await t.all<{ order_id: string }>(
        'SELECT DISTINCT order_id FROM bookings WHERE worker_id = $worker AND quarter >= $first AND quarter < $to ORDER BY order_id',
        { worker, first, to: to.toISOString() },
      );
      return rows.map((row) => row.order_id);
    },
  };
}
