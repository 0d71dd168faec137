import { appendOnly, type Migration } from './dialect';

/** The company, events, audit, jobs, users and notifications: what every context stands on. */
export const foundation: Migration = {
  name: '001-foundation',
  statements: (dialect) => [
    `CREATE TABLE company (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      zone TEXT NOT NULL,
      created_at TEXT NOT NULL,
      live INTEGER NOT NULL DEFAULT 0 CHECK (live IN (0, 1)),
      clock_offset_ms BIGINT NOT NULL DEFAULT 0
    )`,
    `CREATE TABLE counters (name TEXT PRIMARY KEY, value BIGINT NOT NULL)`,
    `CREATE TABLE events (
      id TEXT PRIMARY KEY,
      type TEXT NOT NULL,
      at TEXT NOT NULL,
      actor_kind TEXT NOT NULL,
      actor_id TEXT,
      channel TEXT NOT NULL,
      order_id TEXT,
      data TEXT NOT NULL
    )`,
    `CREATE INDEX events_by_order ON events (order_id, id)`,
    ...appendOnly('events', dialect),
    `CREATE TABLE reactions_due (
      event_id TEXT NOT NULL REFERENCES events (id),
      reaction TEXT NOT NULL,
      attempts INTEGER NOT NULL DEFAULT 0,
      next_at TEXT NOT NULL,
      parked INTEGER NOT NULL DEFAULT 0 CHECK (parked IN (0, 1)),
      error TEXT,
      PRIMARY KEY (event_id, reaction)
    )`,
    `CREATE TABLE audit (
      id TEXT PRIMARY KEY,
      at TEXT NOT NULL,
      actor_kind TEXT NOT NULL,
      actor_id TEXT,
      channel TEXT NOT NULL,
      subject TEXT NOT NULL,
      subject_id TEXT NOT NULL,
      before TEXT,
      after TEXT
    )`,
    `CREATE INDEX audit_by_subject ON audit (subject, subject_id, id)`,
    ...appendOnly('audit', dialect),
    `CREATE TABLE jobs (
      name TEXT PRIMARY KEY,
      fence TEXT NOT NULL,
      leased_until TEXT NOT NULL,
      started_at TEXT NOT NULL,
      done_at TEXT,
      error TEXT
    )`,
    `CREATE TABLE people (
      id TEXT PRIMARY KEY,
      number BIGINT NOT NULL UNIQUE,
      language TEXT NOT NULL CHECK (language IN ('ru', 'en')),
      status TEXT NOT NULL CHECK (status IN ('active', 'deactivated')),
      created_at TEXT NOT NULL
    )`,
    `CREATE TABLE person_details (
      person_id TEXT PRIMARY KEY REFERENCES people (id),
      name TEXT NOT NULL,
      contact TEXT
    )`,
    `CREATE TABLE person_roles (
      person_id TEXT NOT NULL REFERENCES people (id),
      role TEXT NOT NULL CHECK (role IN ('client', 'candidate', 'worker', 'manager', 'supplies', 'admin')),
      PRIMARY KEY (person_id, role)
    )`,
    `CREATE TABLE telegram_links (
      person_id TEXT PRIMARY KEY REFERENCES people (id),
      chat_id BIGINT NOT NULL UNIQUE,
      linked_at TEXT NOT NULL,
      unreachable_since TEXT
    )`,
    `CREATE TABLE invitations (
      code_sha256 TEXT PRIMARY KEY,
      person_id TEXT NOT NULL REFERENCES people (id),
      created_at TEXT NOT NULL,
      expires_at TEXT NOT NULL,
      used_at TEXT
    )`,
    `CREATE TABLE sessions (
      token_sha256 TEXT PRIMARY KEY,
      person_id TEXT NOT NULL REFERENCES people (id),
      created_at TEXT NOT NULL
    )`,
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
      chat_id BIGINT PRIMARY KEY,
      scene TEXT NOT NULL,
      step TEXT NOT NULL,
      token TEXT NOT NULL,
      data TEXT NOT NULL,
      message_id BIGINT,
      updated_at TEXT NOT NULL
    )`,
  ],
};
