import type { CookieStatus, Kit, KitTemplate } from '../../domain/consumables';
import type { ConsumablesStore } from '../../domain/consumables/store';
import { inList, inPortions, instant, instantOrNull, listParams } from '../rows';
import type { Params } from '../sql';
import type { Tables } from '../tables';
import { cookieStore } from './consumables-cookies';
import { stockStore } from './consumables-stock';

interface KitRow {
  order_id: string;
  order_number: number;
  client_id: string;
  worker_id: string;
  waiting: number;
  due_at: string;
  items: string;
  handed_out: string | null;
  status: Kit['status'];
  overridden: number;
  missed: number;
  issued_at: string | null;
  issued_by: string | null;
  template_version: number | null;
  returned_at: string | null;
  returned_by: string | null;
  came_back: string | null;
  left_with: string;
  cookie_status: CookieStatus | null;
  cookie_at: string | null;
}

/** Kit templates and supply requests on SQL. */
export function consumablesStore(t: Tables): ConsumablesStore {
  const kits = async (where: string, params: Params = {}): Promise<Kit[]> => {
    const rows = await t.all<KitRow>(
      `SELECT supply_requests.*, n.handed_out, n.came_back, c.state AS cookie_status, c.comes_at AS cookie_at FROM supply_requests
       LEFT JOIN supply_notes n ON n.order_id = supply_requests.order_id
       LEFT JOIN cookies c ON c.order_id = supply_requests.order_id WHERE ${where}
       ORDER BY CASE status WHEN 'requested' THEN 0 ELSE 1 END, due_at, order_number`,
      params,
    );
    return rows.map(toKit);
  };
  const note = async (order: string, words: { handed_out: string | null; came_back: null } | { override_reason: string } | { came_back: string | null }) => {
    await t.insertNew('supply_notes', { order_id: order });
    await t.update('supply_notes', { order_id: order }, words);
  };
  return {
    ...cookieStore(t, kits),
    ...stockStore(t),
    ...templateStore(t),
    request: ({ order, client, worker, dueAt, items, templateVersion }) =>
      t.insertNew('supply_requests', {
        order_id: order.id,
        order_number: order.number,
        client_id: client,
        worker_id: worker,
        due_at: dueAt.toISOString(),
        items: JSON.stringify(items),
        template_version: templateVersion,
        status: 'requested',
      }),
    kit: async (order) => (await kits('supply_requests.order_id = $order', { order }))[0],
    kits: ({ open }) => kits(open ? "status = 'requested'" : '1 = 1'),
    kitsOf: (orders) => inPortions(orders, (ids) => kits(`supply_requests.order_id IN (${inList(ids)})`, listParams(ids))),
    change: async (kit, { worker, dueAt, isWaiting, status, issuedAt, issuedBy, left }) => {
      const asSeen = { order_id: kit.order.id, status: kit.status, left_with: JSON.stringify(kit.left) };
      const set = { worker_id: worker, due_at: dueAt.toISOString(), waiting: isWaiting ? 1 : 0, status, issued_at: issuedAt?.toISOString() ?? null, issued_by: issuedBy, left_with: JSON.stringify(left) };
      return (await t.update('supply_requests', asSeen, set)) > 0;
    },
    issue: async (order, handedOut) => {
      const set = { status: 'issued', was_issued: 1, issued_at: t.now.toISOString(), issued_by: t.actor.personId };
      if ((await t.update('supply_requests', { order_id: order, status: 'requested' }, set)) === 0) return false;
      await note(order, { handed_out: handedOut, came_back: null });
      return true;
    },
    override: async (order, reason) => {
      if ((await t.update('supply_requests', { order_id: order, status: 'requested', overridden: 0 }, { overridden: 1 })) === 0) return false;
      await note(order, { override_reason: reason });
      return true;
    },
    withdraw: async (order, from) => (await t.update('supply_requests', { order_id: order, status: from }, { status: 'withdrawn' })) > 0,
    markMissed: async (order, isMissed) => {
      const asSeen = isMissed ? { missed: 0, status: 'requested', overridden: 0 } : { missed: 1 };
      return (await t.update('supply_requests', { order_id: order, ...asSeen }, { missed: isMissed ? 1 : 0 })) > 0;
    },
    markReturned: async (order) =>
      (await t.update('supply_requests', { order_id: order, returned_at: null }, { returned_at: t.now.toISOString(), returned_by: t.actor.personId })) > 0,
    noteReturn: (order, cameBack) => note(order, { came_back: cameBack }),
  };
}

interface TemplateRow {
  service_id: string;
  version: number;
  items: string;
  created_at: string;
}

function templateStore(t: Tables): Pick<ConsumablesStore, 'template' | 'templates' | 'lockTemplate' | 'addTemplate'> {
  const NEWEST = 'version = (SELECT MAX(version) FROM kit_templates newest WHERE newest.service_id = kit_templates.service_id)';
  const select = async (where: string, params: Params = {}) =>
    (await t.all<TemplateRow>(`SELECT * FROM kit_templates WHERE ${where} ORDER BY service_id, version DESC`, params)).map(toTemplate);
  return {
    template: async (service) => (await select(`service_id = $service AND ${NEWEST}`, { service }))[0],
    templates: ({ history } = {}) => select(history ? '1 = 1' : NEWEST),
    lockTemplate: (service) => t.lock(`kit template ${service}`),
    addTemplate: ({ service, version, items, createdAt }) =>
      t.insert('kit_templates', { service_id: service, version, items: JSON.stringify(items), created_at: createdAt.toISOString() }),
  };
}

const toTemplate = (row: TemplateRow): KitTemplate => ({ service: row.service_id, version: row.version, items: JSON.parse(row.items) as string[], createdAt: instant(row.created_at) });

function toKit(row: KitRow): Kit {
  return {
    order: { id: row.order_id, number: row.order_number },
    client: row.client_id,
    worker: row.worker_id,
    isWaiting: row.waiting === 1,
    dueAt: instant(row.due_at),
    items: JSON.parse(row.items) as string[],
    handedOut: row.handed_out,
    status: row.status,
    overridden: row.overridden === 1,
    isMissed: row.missed === 1,
    issuedAt: instantOrNull(row.issued_at),
    issuedBy: row.issued_by,
    templateVersion: row.template_version,
    returnedAt: instantOrNull(row.returned_at),
    returnedBy: row.returned_by,
    cameBack: row.came_back,
    left: JSON.parse(row.left_with) as Kit['left'],
    cookie: row.cookie_status && { status: row.cookie_status, at: instantOrNull(row.cookie_at) },
  };
}
