import type { MessageKey, OutboxRow, StaffTask, TaskKind } from '../../domain/notifications';
import type { NotificationsPolicy, NotificationsStore } from '../../domain/notifications/store';
import { inList, inPortions, instant, instantOrNull, listParams } from '../rows';
import type { Params } from '../sql';
import type { Tables } from '../tables';
import { alertsStore } from './alerts';

interface Row {
  id: string;
  message: MessageKey;
  person_id: string;
  subject: string;
  event_id: string;
  attempts: number;
}

interface TaskRow {
  id: string;
  kind: TaskKind;
  subject: string;
  data: string;
  status: StaffTask['status'];
  created_at: string;
  done_at: string | null;
}

/** The outbox, live cards and staff tasks on SQL; lease times are real time. */
export function notificationsStore(t: Tables, wall: Date): NotificationsStore {
  const toWaiting = ({ id, message, person, subject, event }: Omit<OutboxRow, 'attempts'>) => ({
    id,
    message,
    person_id: person,
    subject,
    event_id: event,
    status: 'waiting',
    next_at: wall.toISOString(),
    created_at: t.now.toISOString(),
  });
  return {
    policy: () => t.policy<NotificationsPolicy>('notifications'),
    enqueueAll: (rows) => t.insertMany('outbox', rows.map(toWaiting)),
    enqueueOnce: (row) => t.insertNew('outbox', toWaiting(row)),
    writtenOf: async (message, events) => {
      const rows = await inPortions(events, (some) =>
        t.all<{ event_id: string; person_id: string }>(`SELECT event_id, person_id FROM outbox WHERE message = $message AND event_id IN (${inList(some)})`, { message, ...listParams(some) }),
      );
      return new Set(rows.map((row) => `${row.event_id} ${row.person_id}`));
    },
    claim: async (limit, leasedUntil) => {
      await t.lock('outbox');
      const rows = await t.all<Row>(
        `SELECT id, message, person_id, subject, event_id, attempts FROM outbox
         WHERE status IN ('waiting', 'sending') AND next_at <= $wall ORDER BY id LIMIT ${Math.trunc(limit)}`,
        { wall: wall.toISOString() },
      );
      for (const row of rows) {
        await t.update('outbox', { id: row.id }, { status: 'sending', next_at: leasedUntil.toISOString(), attempts: row.attempts + 1 });
      }
      return rows.map(toOutboxRow);
    },
    renew: async (row, leasedUntil) => (await t.update('outbox', mine(row), { next_at: leasedUntil.toISOString() })) > 0,
    settle: async (row, status, error) => void (await t.update('outbox', mine(row), { status, settled_at: t.now.toISOString(), error })),
    postpone: async (row, until, countAttempt, error) => {
      const attempts = countAttempt ? row.attempts : row.attempts - 1;
      await t.update('outbox', mine(row), { status: 'waiting', next_at: until.toISOString(), attempts, error });
    },
    revive: (person) =>
      t.update('outbox', { person_id: person, status: 'undelivered' }, { status: 'waiting', next_at: wall.toISOString(), attempts: 0, settled_at: null }),
    waiting: async () => {
      const row = await t.one<{ count: number; due: number; oldest: string | null }>(
        `SELECT COUNT(*) AS count, MIN(created_at) AS oldest, COUNT(CASE WHEN next_at <= $wall THEN 1 END) AS due
         FROM outbox WHERE status IN ('waiting', 'sending')`,
        { wall: wall.toISOString() },
      );
      return { count: row?.count ?? 0, due: row?.due ?? 0, oldest: instantOrNull(row?.oldest ?? null) };
    },
    ...alertsStore(t),
    ...cards(t),
    ...tasks(t),
  };
}

/** The row as this process claimed it: another claim has counted another attempt. */
const mine = ({ id, attempts }: OutboxRow) => ({ id, status: 'sending', attempts });

function cards(t: Tables): Pick<NotificationsStore, 'card' | 'keepCard' | 'forgetCard'> {
  return {
    card: async (person, card, subject) => {
      const row = await t.one<{ chat_id: number; message_id: number }>(
        'SELECT chat_id, message_id FROM cards WHERE person_id = $person AND card = $card AND subject = $subject',
        { person, card, subject },
      );
      return row && { chatId: row.chat_id, messageId: row.message_id };
    },
    keepCard: async ({ person, card, subject, chatId, messageId }) =>
      void (await t.write(
        `INSERT INTO cards (person_id, card, subject, chat_id, message_id) VALUES ($person, $card, $subject, $chatId, $messageId)
         ON CONFLICT (person_id, card, subject) DO UPDATE SET chat_id = excluded.chat_id, message_id = excluded.message_id`,
        { person, card, subject, chatId, messageId },
      )),
    forgetCard: async (person, card, subject) => void (await t.remove('cards', { person_id: person, card, subject })),
  };
}

function tasks(t: Tables): Pick<NotificationsStore, 'openTask' | 'task' | 'tasks' | 'isTaskDone' | 'closeTask' | 'closeTasksOf'> {
  const select = async (where: string, params: Params = {}) =>
    (await t.all<TaskRow>(`SELECT * FROM staff_tasks WHERE ${where} ORDER BY status DESC, created_at, id`, params)).map(toTask);
  const done = () => ({ status: 'done', done_at: t.now.toISOString(), done_by: t.actor.personId });
  return {
    openTask: ({ id, kind, subject, data }) =>
      t.insertNew('staff_tasks', { id, kind, subject, data: JSON.stringify(data), status: 'open', created_at: t.now.toISOString() }),
    task: async (id) => (await select('id = $id', { id }))[0],
    tasks: ({ open }) => select(open ? "status = 'open'" : '1 = 1'),
    isTaskDone: async (kind, subject, since) =>
      (await select("kind = $kind AND subject = $subject AND status = 'done' AND done_at >= $since", { kind, subject, since: since.toISOString() })).length > 0,
    closeTask: async (id) => (await t.update('staff_tasks', { id, status: 'open' }, done())) > 0,
    closeTasksOf: async (kind, subject) => void (await t.update('staff_tasks', { kind, subject, status: 'open' }, done())),
  };
}

const toOutboxRow = (row: Row): OutboxRow => ({
  id: row.id,
  message: row.message,
  person: row.person_id,
  subject: row.subject,
  event: row.event_id,
  attempts: row.attempts + 1,
});

const toTask = (row: TaskRow): StaffTask => ({
  id: row.id,
  kind: row.kind,
  subject: row.subject,
  data: JSON.parse(row.data) as StaffTask['data'],
  status: row.status,
  createdAt: instant(row.created_at),
  doneAt: instantOrNull(row.done_at),
});
