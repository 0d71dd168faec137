import type { OrdersStore } from '../../../domain/orders/store';
import type { Tables } from '../../tables';

type Changes = Pick<OrdersStore, 'assign' | 'unassign' | 'move' | 'markCannotCome' | 'saidCannotCome' | 'setDirections' | 'markReminded' | 'start' | 'takeBackStart' | 'markOverdue' | 'end' | 'note'>;

/** What changes an order, on SQL: races are settled by naming the state, worker and time it is expected to have. */
export function orderChanges(t: Tables): Changes {
  const change = async (where: Parameters<Tables['update']>[1], set: Parameters<Tables['update']>[2]) => (await t.update('orders', where, set)) > 0;
  return {
    assign: (order, worker, price) =>
      change(
        { id: order.id, status: order.status, worker_id: order.worker },
        {
          status: 'assigned',
          worker_id: worker,
          assigned_at: t.now.toISOString(),
          tariff_id: price.tariff,
          list_price_minor: price.listPrice,
          discount_percent: price.percent,
          price_minor: price.price,
          cannot_come: null,
        },
      ),
    unassign: (order) => change({ id: order.id, status: 'assigned', worker_id: order.worker }, { status: 'unmatched', worker_id: null, assigned_at: null, cannot_come: null }),
    move: (order, { at, endsAt, worker }) =>
      change(
        { id: order.id, status: order.status, worker_id: order.worker, at: order.at.toISOString() },
        {
          at: at.toISOString(),
          ends_at: endsAt.toISOString(),
          worker_id: worker,
          ...(worker !== null && worker !== order.worker && { assigned_at: t.now.toISOString() }),
          reminded_at: null,
          cannot_come: null,
        },
      ),
    markCannotCome: (order, reason) => change({ id: order.id, status: 'assigned', worker_id: order.worker, cannot_come: null }, { cannot_come: reason }),
    // The log keeps what was said for every time the order was set for, whoever has it now.
    saidCannotCome: async (order, at) => {
      const rows = await t.all<{ data: string }>(`SELECT data FROM events WHERE order_id = $order AND type = 'worker_cannot_come' ORDER BY id`, { order });
      const said = rows.map(({ data }) => JSON.parse(data) as { worker: string; at: string });
      return [...new Set(said.filter((one) => one.at === at.toISOString()).map(({ worker }) => worker))];
    },
    setDirections: async (order, directions) => void (await t.update('order_details', { order_id: order }, { directions })),
    markReminded: ({ id, at }) => change({ id, status: 'unmatched', at: at.toISOString(), reminded_at: null }, { reminded_at: t.now.toISOString() }),
    start: (id, at) => change({ id, status: 'assigned' }, { status: 'started', started_at: at.toISOString() }),
    takeBackStart: ({ id, at }) =>
      change({ id, status: 'started' }, { status: 'assigned', started_at: null, overdue_at: null, ...(at < t.now && { assigned_at: t.now.toISOString() }) }),
    markOverdue: (id) => change({ id, status: 'started', overdue_at: null }, { overdue_at: t.now.toISOString() }),
    end: (id, from, to, reason) => change({ id, status: from }, { status: to, end_reason: reason, ended_at: t.now.toISOString() }),
    note: (order, about, note) => t.insert('order_notes', { id: t.newId(), order_id: order, about, note, at: t.now.toISOString() }),
  };
}
