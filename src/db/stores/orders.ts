import type { CannotComeReason, EndReason, Order, OrderStatus, Service } from '../../domain/orders';
import type { OrderFilter, OrdersPolicy, OrdersStore } from '../../domain/orders/store';
import { inList, inPortions, instant, instantOrNull, listParams } from '../rows';
import type { Params } from '../sql';
import type { Tables } from '../tables';
import { orderChanges } from './orders/changes';
import { photosStore } from './orders/photos';
import { servicesStore } from './orders/services';
import { timelineOf } from './orders/timeline';

interface OrderRow {
  id: string;
  number: number;
  client_id: string;
  worker_id: string | null;
  status: OrderStatus;
  end_reason: EndReason | null;
  at: string;
  ends_at: string;
  copy_of: string | null;
  copy_of_number: number | null;
  copied_as: string | null;
  copied_as_number: number | null;
  tariff_id: number | null;
  estimate_minor: number;
  list_price_minor: number | null;
  discount_percent: number | null;
  price_minor: number | null;
  placed_at: string;
  assigned_at: string | null;
  started_at: string | null;
  ended_at: string | null;
  place: string | null;
  description: string | null;
  directions: string | null;
  end_note: string | null;
  cannot_come: CannotComeReason | null;
  service_id: string;
  service_ru: string;
  service_en: string;
  service_description_ru: string | null;
  service_description_en: string | null;
  service_minutes: number;
  service_status: Service['status'];
}

const SELECT_ORDERS = `
  SELECT o.*, c.number AS copy_of_number, y.id AS copied_as, y.number AS copied_as_number, d.place, d.description, d.directions,
         (SELECT MAX(n.note) FROM order_notes n WHERE n.order_id = o.id AND n.about IN ('order_cancelled', 'order_failed')) AS end_note,
         s.name_ru AS service_ru, s.name_en AS service_en, s.description_ru AS service_description_ru, s.description_en AS service_description_en,
         s.minutes AS service_minutes, s.status AS service_status
  FROM orders o
  JOIN services s ON s.id = o.service_id
  LEFT JOIN orders c ON c.id = o.copy_of
  LEFT JOIN orders y ON y.copy_of = o.id
  LEFT JOIN order_details d ON d.order_id = o.id`;

/** Services, orders and evidence photos on SQL. */
export function ordersStore(t: Tables): OrdersStore {
  const one = async (where: string, params: Params) => {
    const row = await t.one<OrderRow>(`${SELECT_ORDERS} WHERE ${where}`, params);
    return row && toOrder(row);
  };
  return {
    ...servicesStore(t),
    ...photosStore(t),
    ...orderChanges(t),
    policy: () => t.policy<OrdersPolicy>('orders'),
    begin: (policy) => t.firstPolicy('orders', { ...policy }),
    lock: (id) => t.lock(`order:${id}`),
    nextNumber: () => t.next('order'),
    add: async (order) => {
      const added = await t.insertNew('orders', toRow(order));
      if (added) await t.insert('order_details', { order_id: order.id, place: order.place, description: order.description, directions: order.directions });
      return added;
    },
    order: (id) => one('o.id = $id', { id }),
    orderByNumber: (number) => one('o.number = $number', { number }),
    orders: async (filter) => {
      const { where, params } = conditions(filter);
      const limit = filter.limit === undefined ? '' : `LIMIT ${Math.trunc(filter.limit)}`;
      const rows = await t.all<OrderRow>(
        `${SELECT_ORDERS} WHERE ${where} ORDER BY CASE o.status WHEN 'unmatched' THEN 0 ELSE 1 END, o.number DESC ${limit}`,
        params,
      );
      return rows.map(toOrder);
    },
    countOrders: async (filter) => {
      const { where, params } = conditions(filter);
      return (await t.one<{ n: number }>(`SELECT COUNT(*) AS n FROM orders o WHERE ${where}`, params))?.n ?? 0;
    },
    overdue: async (before) => {
      const rows = await t.all<OrderRow>(`${SELECT_ORDERS} WHERE o.status = 'started' AND o.overdue_at IS NULL AND o.ends_at <= $before`, {
        before: before.toISOString(),
      });
      return rows.map(toOrder);
    },
    unreminded: async (before, minutes) => {
      const rows = await t.all<OrderRow>(
        `${SELECT_ORDERS} WHERE o.status = 'unmatched' AND o.reminded_at IS NULL AND o.at <= $before AND o.at > $now`,
        { before: before.toISOString(), now: t.now.toISOString() },
      );
      return rows.map(toOrder).filter((order) => order.at.getTime() - order.placedAt.getTime() > minutes * 60_000);
    },
    timeline: timelineOf(t),
    heardFrom: async (people) => {
      const rows = await inPortions(people, (ids) =>
        t.all<{ person_id: string }>(
          `SELECT DISTINCT l.person_id FROM updates u JOIN telegram_links l ON l.chat_id = u.chat_id
           WHERE u.handled_at IS NULL AND l.person_id IN (${inList(ids)})`,
          listParams(ids),
        ),
      );
      return new Set(rows.map((row) => row.person_id));
    },
  };
}

function conditions(filter: OrderFilter): { where: string; params: Params } {
  const where = ['1 = 1'];
  const params: Params = {};
  if (filter.client !== undefined) {
    where.push('o.client_id = $client');
    params.client = filter.client;
  }
  if (filter.worker !== undefined) {
    where.push('o.worker_id = $worker');
    params.worker = filter.worker;
  }
  if (filter.before !== undefined) {
    where.push('o.at <= $before');
    params.before = filter.before.toISOString();
  }
  if (filter.during !== undefined) {
    where.push('o.at >= $from AND o.at < $to');
    Object.assign(params, { from: filter.during.from.toISOString(), to: filter.during.to.toISOString() });
  }
  if (filter.statuses !== undefined) {
    where.push(`o.status IN (${inList(filter.statuses)})`);
    Object.assign(params, listParams(filter.statuses));
  }
  return { where: where.join(' AND '), params };
}

function toRow(order: Order) {
  return {
    id: order.id,
    number: order.number,
    client_id: order.client,
    service_id: order.service.id,
    worker_id: order.worker,
    status: order.status,
    end_reason: order.endReason,
    at: order.at.toISOString(),
    ends_at: order.endsAt.toISOString(),
    copy_of: order.copyOf?.id ?? null,
    tariff_id: order.price?.tariff ?? null,
    estimate_minor: order.estimate,
    list_price_minor: order.price?.listPrice ?? null,
    discount_percent: order.price?.percent ?? null,
    price_minor: order.price?.price ?? null,
    placed_at: order.placedAt.toISOString(),
    assigned_at: order.assignedAt?.toISOString() ?? null,
    started_at: null,
    ended_at: null,
  };
}

function toOrder(row: OrderRow): Order {
  const { tariff_id, list_price_minor, discount_percent, price_minor } = row;
  const priced = tariff_id !== null && list_price_minor !== null && discount_percent !== null && price_minor !== null;
  return {
    id: row.id,
    number: row.number,
    client: row.client_id,
    service: { id: row.service_id, nameRu: row.service_ru, nameEn: row.service_en, descriptionRu: row.service_description_ru, descriptionEn: row.service_description_en, minutes: row.service_minutes, status: row.service_status },
    worker: row.worker_id,
    status: row.status,
    endReason: row.end_reason,
    at: instant(row.at),
    endsAt: instant(row.ends_at),
    copyOf: row.copy_of !== null && row.copy_of_number !== null ? { id: row.copy_of, number: row.copy_of_number } : null,
    copiedAs: row.copied_as !== null && row.copied_as_number !== null ? { id: row.copied_as, number: row.copied_as_number } : null,
    estimate: row.estimate_minor,
    price: priced ? { tariff: tariff_id, listPrice: list_price_minor, percent: discount_percent, price: price_minor } : null,
    placedAt: instant(row.placed_at),
    assignedAt: instantOrNull(row.assigned_at),
    startedAt: instantOrNull(row.started_at),
    endedAt: instantOrNull(row.ended_at),
    place: row.place ?? '',
    description: row.description,
    directions: row.directions,
    endNote: row.end_note,
    cannotCome: row.cannot_come,
  };
}
