import type { OrdersStore, TimelineEntry } from '../../../domain/orders/store';
import type { Fact } from '../../../domain/shared/work';
import { instant } from '../../rows';
import type { Tables } from '../../tables';

interface TimelineRow {
  order_id: string;
  at: string;
  actor_kind: TimelineEntry['actorKind'];
  actor_id: string | null;
  name: string | null;
  channel: string;
  data: string;
  note: string | null;
}

/** `YYYY-MM-DDTHH:MM`. Within a minute ids tell what came first: clocks of processes, and one set by MCF_CLOCK, differ by less. */
const MINUTE = 16;
/** Comes after every instant there is. */
const END_OF_TIME = '9999';

/** The history of an order from the stored events, with the words that came with them. The price stands on the order's card, and why it is what it is in `billing why`. */
export function timelineOf(t: Tables): OrdersStore['timeline'] {
  return async (order, until) => {
    const rows = await t.all<TimelineRow>(
      `SELECT e.order_id, e.at, e.actor_kind, e.actor_id, d.name, e.channel, e.data, COALESCE(n.note, k.override_reason) AS note FROM events e
       LEFT JOIN order_notes n ON n.order_id = e.order_id AND n.about = e.type AND n.at = e.at
       LEFT JOIN supply_notes k ON k.order_id = e.order_id AND e.type = 'supplies_issued' AND e.data LIKE '%"overridden":true%'
       LEFT JOIN person_details d ON d.person_id = e.actor_id
       WHERE (e.order_id = $order AND e.type <> 'price_fixed'
          OR e.order_id = (SELECT id FROM orders WHERE copy_of = $order) AND e.type = 'order_placed')
         AND e.at <= $until ORDER BY SUBSTR(e.at, 1, ${MINUTE}), e.id`,
      { order, until: until?.toISOString() ?? END_OF_TIME },
    );
    return rows.map((row) => ({
      at: instant(row.at),
      actor: row.name,
      actorId: row.actor_id,
      actorKind: row.actor_kind,
      channel: row.channel,
      event: told(JSON.parse(row.data) as Fact, row.order_id === order),
      note: row.note,
    }));
  };
}

/** What happened to the order itself, or that it was placed once more as another one. */
const told = (event: Fact, isItsOwn: boolean): Fact => (isItsOwn ? event : { ...event, type: 'order_copied' });
