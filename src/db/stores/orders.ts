import type { EndReason, Order, OrderStatus, Service } from '../../domain/orders';
import type { OrderFilter, OrdersPolicy, OrdersStore, TimelineEntry } from '../../domain/orders/store';
import type { Fact } from '../../domain/shared/work';
import { inList, inPortions, instant, instantOrNull, listParams } from '../rows';
import type { Params } from '../sql';
import type { Tables } from '../tables';

interface ServiceRow {
  id: string;
  name_ru: string;
  name_en: string;
  minutes: number;
  status: Service['status'];
}

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
  tariff_id: number | null;
  estimate_minor: number;
  list_price_minor: number | null;
  discount_percent: number | null;
  price_minor: number | null;
  placed_at: string;
  started_at: string | null;
  ended_at: string | null;
  place: string | null;
  description: string | null;
  end_note: string | null;
  service_id: string;
  service_ru: string;
  service_en: string;
  service_minutes: number;
  service_status: Service['status'];
}

const SELECT_ORDERS = `
  SELECT o.*, c.number AS copy_of_number, d.place, d.description,
         (SELECT MAX(n.note) FROM order_notes n WHERE n.order_id = o.id AND n.about IN ('order_cancelled', 'order_failed')) AS end_note,
         s.name_ru AS service_ru, s.name_en AS service_en, s.minutes AS service_minutes, s.status AS service_status
  FROM orders o
  JOIN services s ON s.id = o.service_id
  LEFT JOIN orders c ON c.id = o.copy_of
  LEFT JOIN order_details d ON d.order_id = o.id`;

/** Services, orders and evidence photos on SQL. */
export function ordersStore(t: Tables): OrdersStore {
  const one = async (where: string, params: Params) => {
    const row = await t.one<OrderRow>(`${SELECT_ORDERS} WHERE ${where}`, params);
    return row && toOrder(row);
  };
  return {
    ...services(t),
    ...changes(t),
    policy: () => t.policy<OrdersPolicy>('orders'),
    begin: (policy) => t.firstPolicy('orders', { ...policy }),
    lock: (id) => t.lock(`order:${id}`),
    nextNumber: () => t.next('order'),
    add: async (order) => {
      const added = await t.insertNew('orders', toRow(order));
      if (added) await t.insert('order_details', { order_id: order.id, place: order.place, description: order.description });
      return added;
    },
    isCopied: async (id) => (await t.one('SELECT 1 AS copied FROM orders WHERE copy_of = $id', { id })) !== undefined,
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
    overdue: async (before) => {
      const rows = await t.all<OrderRow>(`${SELECT_ORDERS} WHERE o.status = 'started' AND o.overdue_at IS NULL AND o.ends_at <= $before`, {
        before: before.toISOString(),
      });
      return rows.map(toOrder);
    },
    // The price stands on the order's card, and why it is what it is in `billing why`.
    timeline: async (order) => {
      const rows = await t.all<{ at: string; actor_kind: TimelineEntry['actorKind']; actor_id: string | null; name: string | null; channel: string; data: string; note: string | null }>(
        `SELECT e.at, e.actor_kind, e.actor_id, d.name, e.channel, e.data, COALESCE(n.note, k.override_reason) AS note FROM events e
         LEFT JOIN order_notes n ON n.order_id = e.order_id AND n.about = e.type AND n.at = e.at
         LEFT JOIN supply_notes k ON k.order_id = e.order_id AND e.type = 'supplies_issued' AND e.data LIKE '%"overridden":true%'
         LEFT JOIN person_details d ON d.person_id = e.actor_id
         WHERE e.order_id = $order AND e.type <> 'price_fixed' ORDER BY e.at, e.id`,
        { order },
      );
      return rows.map((row) => ({
        at: instant(row.at),
        actor: row.name,
        actorId: row.actor_id,
        actorKind: row.actor_kind,
        channel: row.channel,
        event: JSON.parse(row.data) as Fact,
        note: row.note,
      }));
    },
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

function services(t: Tables): Pick<OrdersStore, 'addService' | 'service' | 'services' | 'retireService'> {
  return {
    addService: ({ id, nameRu, nameEn, minutes, status }) =>
      t.insertNew('services', { id, name_ru: nameRu, name_en: nameEn, minutes, status, created_at: t.now.toISOString() }),
    service: async (reference) => {
      const row = await t.one<ServiceRow>(
        `SELECT * FROM services WHERE id = $reference OR name_en = $reference OR name_ru = $reference
         ORDER BY CASE WHEN id = $reference THEN 0 WHEN status = 'active' THEN 1 ELSE 2 END, created_at DESC LIMIT 1`,
        { reference },
      );
      return row && toService(row);
    },
    services: async () => (await t.all<ServiceRow>('SELECT * FROM services ORDER BY status, created_at, name_en')).map(toService),
    retireService: async (id) => (await t.update('services', { id, status: 'active' }, { status: 'retired' })) > 0,
  };
}

function changes(t: Tables): Pick<OrdersStore, 'assign' | 'unassign' | 'start' | 'markOverdue' | 'end' | 'note' | 'keepPhoto'> {
  return {
    assign: async (order, worker, price) =>
      (await t.update(
        'orders',
        { id: order.id, status: order.status, worker_id: order.worker },
        {
          status: 'assigned',
          worker_id: worker,
          tariff_id: price.tariff,
          list_price_minor: price.listPrice,
          discount_percent: price.percent,
          price_minor: price.price,
        },
      )) > 0,
    unassign: async (order) =>
      (await t.update('orders', { id: order.id, status: 'assigned', worker_id: order.worker }, { status: 'unmatched', worker_id: null })) > 0,
    start: async (id, at) => (await t.update('orders', { id, status: 'assigned' }, { status: 'started', started_at: at.toISOString() })) > 0,
    markOverdue: async (id) => (await t.update('orders', { id, status: 'started', overdue_at: null }, { overdue_at: t.now.toISOString() })) > 0,
    end: async (id, from, to, reason) => {
      const set = { status: to, end_reason: reason, ended_at: t.now.toISOString() };
      return (await t.update('orders', { id, status: from }, set)) > 0;
    },
    note: (order, about, note) => t.insert('order_notes', { id: t.newId(), order_id: order, about, note, at: t.now.toISOString() }),
    keepPhoto: async (order, kind, sha256, photo) => {
      await t.insertNew('photos', { sha256, mime: photo.mime, bytes: photo.bytes, kept_at: t.now.toISOString() });
      await t.insert('order_photos', { order_id: order, kind, sha256 });
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
  if (filter.statuses !== undefined) {
    where.push(`o.status IN (${inList(filter.statuses)})`);
    Object.assign(params, listParams(filter.statuses));
  }
  return { where: where.join(' AND '), params };
}

const toService = (row: ServiceRow): Service => ({
  id: row.id,
  nameRu: row.name_ru,
  nameEn: row.name_en,
  minutes: row.minutes,
  status: row.status,
});

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
    service: { id: row.service_id, nameRu: row.service_ru, nameEn: row.service_en, minutes: row.service_minutes, status: row.service_status },
    worker: row.worker_id,
    status: row.status,
    endReason: row.end_reason,
    at: instant(row.at),
    endsAt: instant(row.ends_at),
    copyOf: row.copy_of !== null && row.copy_of_number !== null ? { id: row.copy_of, number: row.copy_of_number } : null,
    estimate: row.estimate_minor,
    price: priced ? { tariff: tariff_id, listPrice: list_price_minor, percent: discount_percent, price: price_minor } : null,
    placedAt: instant(row.placed_at),
    startedAt: instantOrNull(row.started_at),
    endedAt: instantOrNull(row.ended_at),
    place: row.place ?? '',
    description: row.description,
    endNote: row.end_note,
  };
}
