import type { Migration } from './dialect';

const TABLES = [
  `CREATE TABLE outbox (
    id TEXT PRIMARY KEY,
    message TEXT NOT NULL,
    person_id TEXT NOT NULL REFERENCES people (id),
    subject TEXT NOT NULL,
    event_id TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('waiting', 'sending', 'sent', 'untrue', 'undelivered')),
    attempts INTEGER NOT NULL DEFAULT 0,
    next_at TEXT NOT NULL,
    created_at TEXT NOT NULL,
    settled_at TEXT,
    error TEXT,
    UNIQUE (event_id, message, person_id)
  )`,
  `CREATE INDEX outbox_waiting ON outbox (next_at) WHERE status IN ('waiting', 'sending')`,
  `CREATE TABLE cards (
    person_id TEXT NOT NULL REFERENCES people (id),
    card TEXT NOT NULL,
    subject TEXT NOT NULL,
    chat_id BIGINT NOT NULL,
    message_id BIGINT NOT NULL,
    PRIMARY KEY (person_id, card, subject)
  )`,
  `CREATE TABLE staff_tasks (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    data TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('open', 'done')),
    created_at TEXT NOT NULL,
    done_at TEXT,
    done_by TEXT REFERENCES people (id)
  )`,
  `CREATE UNIQUE INDEX staff_tasks_one_open ON staff_tasks (kind, subject) WHERE status = 'open'`,
  `CREATE TABLE updates (
    update_id BIGINT PRIMARY KEY,
    chat_id BIGINT NOT NULL,
    body TEXT NOT NULL,
    received_at TEXT NOT NULL,
    handled_at TEXT,
    attempts INTEGER NOT NULL DEFAULT 0,
    error TEXT
  )`,
  `CREATE INDEX updates_waiting ON updates (chat_id, update_id) WHERE handled_at IS NULL`,
  `CREATE TABLE dialogues (
    chat_id BIGINT NOT NULL,
    scene TEXT NOT NULL,
    subject TEXT NOT NULL,
    step TEXT NOT NULL,
    token TEXT NOT NULL,
    active INTEGER NOT NULL CHECK (active IN (0, 1)),
    data TEXT NOT NULL,
    message_id BIGINT,
    updated_at TEXT NOT NULL,
    PRIMARY KEY (chat_id, scene, subject)
  )`,
  `CREATE UNIQUE INDEX dialogues_one_active ON dialogues (chat_id) WHERE active = 1`,
];

/** The outbox, live cards, staff tasks, stored updates and dialogues. */
export const notificationsAndChat: Migration = {
  name: '007-notifications-and-chat',
  statements: () => TABLES,
};
