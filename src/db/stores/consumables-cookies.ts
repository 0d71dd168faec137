import type { Kit, OpenCookie } from '../../domain/consumables';
import type { ConsumablesPolicy, ConsumablesStore, CookieStore } from '../../domain/consumables/store';
import { instant, instantOrNull } from '../rows';
import type { Params } from '../sql';
import type { Tables } from '../tables';

interface CookieRow {
  order_id: string;
  state: OpenCookie['status'];
  comes_at: string | null;
  due_at: string;
  attempts: number;
}

/** Fortune cookies and escalated kits on SQL; `next_at` is real time, `comes_at` business time. */
export function cookieStore(t: Tables, kits: (where: string, params: Params) => Promise<Kit[]>): CookieStore & Pick<ConsumablesStore, 'policy'> {
  return {
    policy: () => t.policy<ConsumablesPolicy>('consumables'),
    wantCookie: (order) => t.insertNew('cookies', { order_id: order, state: 'wanted', next_at: ANY_TIME }),
    cookiesDue: async ({ now, wall, limit }) => {
      const rows = await t.all<CookieRow>(
        `SELECT c.order_id, c.state, c.comes_at, c.attempts, r.due_at FROM cookies c JOIN supply_requests r ON r.order_id = c.order_id
         WHERE c.next_at <= $wall AND (c.state = 'wanted' OR (c.state = 'promised' AND c.comes_at <= $now))
         ORDER BY r.due_at, c.order_id LIMIT ${Math.trunc(limit)}`,
        { now: now.toISOString(), wall: wall.toISOString() },
      );
      return rows.map(toOpenCookie);
    },
    takeCookie: async ({ order, status, attempts }, nextAt) =>
      (await t.update('cookies', { order_id: order, state: status, attempts }, { attempts: attempts + 1, next_at: nextAt.toISOString() })) > 0,
    settleCookie: async (order, from, news) => {
      const set = news === 'leave' ? { next_at: null } : { state: news.status, comes_at: news.status === 'none' ? null : news.at.toISOString(), ...(from === 'wanted' && { attempts: 0 }), ...(news.status !== 'promised' && { next_at: null }) };
      return (await t.update('cookies', { order_id: order, state: from }, set)) > 0;
    },
    overdueKits: (by) =>
      kits(
        `supply_requests.status = 'requested' AND supply_requests.overridden = 0 AND supply_requests.waiting = 0 AND supply_requests.due_at <= $by
         AND NOT EXISTS (SELECT 1 FROM kit_escalations e WHERE e.order_id = supply_requests.order_id AND e.due_at = supply_requests.due_at)`,
        { by: by.toISOString() },
      ),
    markEscalated: ({ order, dueAt }) => t.insertNew('kit_escalations', { order_id: order.id, due_at: dueAt.toISOString() }),
  };
}

/** What is to be done at once. */
const ANY_TIME = '1970-01-01T00:00:00.000Z';

const toOpenCookie = (row: CookieRow): OpenCookie => ({
  order: row.order_id,
  status: row.state,
  promisedAt: instantOrNull(row.comes_at),
  dueAt: instant(row.due_at),
  attempts: row.attempts,
});
