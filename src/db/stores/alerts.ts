import type { AlertKind } from '../../domain/notifications';
import type { NotificationsStore } from '../../domain/notifications/store';
import { inList, instant, instantOrNull, listParams } from '../rows';
import type { Params } from '../sql';
import type { Tables } from '../tables';

type Alerts = Pick<NotificationsStore, 'openAlert' | 'alert' | 'openAlerts' | 'takeAlert' | 'closeAlert' | 'cardHolders'>;
type Alert = NonNullable<Awaited<ReturnType<Alerts['alert']>>>;

interface AlertRow {
  id: string;
  kind: AlertKind;
  key: string;
  order_id: string | null;
  worker_id: string | null;
  data: string;
  opened_at: string;
  taken_by: string | null;
  taken_at: string | null;
  closed_at: string | null;
}

/** Alerts on SQL. */
export function alertsStore(t: Tables): Alerts {
  const now = () => t.now.toISOString();
  const select = async (where: string, params: Params) => (await t.all<AlertRow>(`SELECT * FROM alerts WHERE ${where} ORDER BY opened_at, id`, params)).map(toAlert);
  return {
    openAlert: async ({ id, kind, key, order, worker, data }) => {
      await t.update('alerts', { kind, key, closed_at: null }, { closed_at: now() });
      return t.insertNew('alerts', { id, kind, key, order_id: order, worker_id: worker, data: JSON.stringify(data), opened_at: now(), taken_by: null, taken_at: null, closed_at: null });
    },
    alert: async (id) => (await select('id = $id', { id }))[0],
    openAlerts: (about) => {
      if (!about) return select('closed_at IS NULL', {});
      const { order, workers } = about;
      const ofWorkers = workers.length === 0 ? '1 = 0' : `worker_id IN (${inList(workers)})`;
      return select(`closed_at IS NULL AND (order_id = $order OR ${ofWorkers})`, { order: order ?? '', ...listParams(workers) });
    },
    takeAlert: async (id, person) => (await t.update('alerts', { id, taken_by: null, closed_at: null }, { taken_by: person, taken_at: now() })) > 0,
    closeAlert: async (id) => (await t.update('alerts', { id, closed_at: null }, { closed_at: now() })) > 0,
    cardHolders: async (card, subject) => {
      const rows = await t.all<{ person_id: string }>('SELECT person_id FROM cards WHERE subject = $subject AND card = $card ORDER BY person_id', { card, subject });
      return rows.map((row) => row.person_id);
    },
  };
}

const toAlert = (row: AlertRow): Alert => ({
  id: row.id,
  kind: row.kind,
  key: row.key,
  order: row.order_id,
  worker: row.worker_id,
  data: JSON.parse(row.data) as Alert['data'],
  openedAt: instant(row.opened_at),
  takenBy: row.taken_by,
  takenAt: instantOrNull(row.taken_at),
  closedAt: instantOrNull(row.closed_at),
});
