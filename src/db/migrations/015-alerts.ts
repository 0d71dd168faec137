import type { Migration } from './dialect';

const STATEMENTS = [
  // What needs a manager's hand, and who has taken it on. `key` tells apart what may be open at the same time: an order, a photo of it, an absence.
  `CREATE TABLE alerts (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('unmatched', 'cannot_come', 'photo', 'overdue', 'absence', 'matching', 'kit')),
    key TEXT NOT NULL,
    order_id TEXT REFERENCES orders (id),
    worker_id TEXT REFERENCES people (id),
    data TEXT NOT NULL,
    opened_at TEXT NOT NULL,
    taken_by TEXT REFERENCES people (id),
    taken_at TEXT,
    closed_at TEXT
  )`,
  'CREATE UNIQUE INDEX alerts_one_open ON alerts (kind, key) WHERE closed_at IS NULL',
  'CREATE INDEX alerts_by_order ON alerts (order_id) WHERE closed_at IS NULL',
  'CREATE INDEX alerts_by_worker ON alerts (worker_id) WHERE closed_at IS NULL',
  // Alerts of before went by the id of their order, and so do those made of them here: what waits in the outbox finds them.
  `INSERT INTO alerts (id, kind, key, order_id, data, opened_at) SELECT id, 'unmatched', id, id, '{}', placed_at FROM orders WHERE status = 'unmatched'`,
  `INSERT INTO alerts (id, kind, key, order_id, data, opened_at) SELECT id, 'overdue', id, id, '{}', overdue_at FROM orders WHERE status = 'started' AND overdue_at IS NOT NULL`,
  'CREATE INDEX cards_by_subject ON cards (subject)',
  'CREATE INDEX orders_by_time ON orders (at)',
];

/** Alerts that managers take on, and what finds the live cards of a thing and the orders of a day. */
export const alerts: Migration = {
  name: '015-alerts',
  statements: () => STATEMENTS,
};
