import type { Kit } from '../../domain/consumables';
import type { ConsumablesStore } from '../../domain/consumables/store';
import { inList, inPortions, instant, instantOrNull, listParams } from '../rows';
import type { Params } from '../sql';
import type { Tables } from '../tables';

interface KitRow {
  order_id: string;
  order_number: number;
  client_id: string;
  worker_id: string;
  due_at: string;
  items: string;
  handed_out: string | null;
  status: Kit['status'];
  overridden: number;
  issued_at: string | null;
  issued_by: string | null;
}

/** Kit templates and supply requests on SQL. */
export function consumablesStore(t: Tables): ConsumablesStore {
  const kits = async (where: string, params: Params = {}): Promise<Kit[]> => {
    const rows = await t.all<KitRow>(
      `SELECT supply_requests.*, n.handed_out FROM supply_requests
       LEFT JOIN supply_notes n ON n.order_id = supply_requests.order_id WHERE ${where}
       ORDER BY CASE status WHEN 'requested' THEN 0 ELSE 1 END, due_at, order_number`,
      params,
    );
    return rows.map(toKit);
  };
  const note = async (order: string, words: { handed_out: string } | { override_reason: string }) => {
    await t.insertNew('supply_notes', { order_id: order });
    await t.update('supply_notes', { order_id: order }, words);
  };
  return {
    template: async (service) => {
      const row = await t.one<{ items: string }>(
        'SELECT items FROM kit_templates WHERE service_id = $service ORDER BY version DESC LIMIT 1',
        { service },
      );
      return row ? (JSON.parse(row.items) as string[]) : [];
    },
    addTemplate: async (service, items) => {
      const row = await t.one<{ version: number }>(
        'SELECT COALESCE(MAX(version), 0) + 1 AS version FROM kit_templates WHERE service_id = $service',
        { service },
      );
      const version = row?.version ?? 1;
      await t.insert('kit_templates', { service_id: service, version, items: JSON.stringify(items), created_at: t.now.toISOString() });
    },
    request: ({ order, client, worker, dueAt, items }) =>
      t.insertNew('supply_requests', {
        order_id: order.id,
        order_number: order.number,
        client_id: client,
        worker_id: worker,
        due_at: dueAt.toISOString(),
        items: JSON.stringify(items),
        status: 'requested',
      }),
    kit: async (order) => (await kits('supply_requests.order_id = $order', { order }))[0],
    kits: ({ open }) => kits(open ? "status = 'requested'" : '1 = 1'),
    kitsOf: (orders) => inPortions(orders, (ids) => kits(`supply_requests.order_id IN (${inList(ids)})`, listParams(ids))),
    reassign: async (order, worker) =>
      (await t.update('supply_requests', { order_id: order }, { worker_id: worker })) > 0,
    issue: async (order, handedOut) => {
      const set = { status: 'issued', was_issued: 1, issued_at: t.now.toISOString(), issued_by: t.actor.personId };
      if ((await t.update('supply_requests', { order_id: order, status: 'requested' }, set)) === 0) return false;
      if (handedOut !== null) await note(order, { handed_out: handedOut });
      return true;
    },
    override: async (order, reason) => {
      if ((await t.update('supply_requests', { order_id: order, status: 'requested', overridden: 0 }, { overridden: 1 })) === 0) return false;
      await note(order, { override_reason: reason });
      return true;
    },
    withdraw: async (order, from) => (await t.update('supply_requests', { order_id: order, status: from }, { status: 'withdrawn' })) > 0,
  };
}

function toKit(row: KitRow): Kit {
  return {
    order: { id: row.order_id, number: row.order_number },
    client: row.client_id,
    worker: row.worker_id,
    dueAt: instant(row.due_at),
    items: JSON.parse(row.items) as string[],
    handedOut: row.handed_out,
    status: row.status,
    overridden: row.overridden === 1,
    issuedAt: instantOrNull(row.issued_at),
    issuedBy: row.issued_by,
  };
}
