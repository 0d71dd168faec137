import type { Dialect } from '../sql';
import { remade, type Migration } from './dialect';

const REVIEWS = `CREATE TABLE reviews (
  id TEXT PRIMARY KEY,
  order_id TEXT NOT NULL,
  order_number BIGINT NOT NULL,
  reason TEXT NOT NULL CHECK (reason IN ('failed', 'cancelled', 'complaint')),
  status TEXT NOT NULL CHECK (status IN ('open', 'closed')),
  opened_at TEXT NOT NULL,
  verdict TEXT,
  closed_at TEXT,
  closed_by TEXT REFERENCES people (id)
)`;

/** A complaint opens a review too, also of an order that had one: of each order one is open at most. */
const OPENED: Record<Dialect, () => string[]> = {
  sqlite: () => ['PRAGMA defer_foreign_keys = ON', ...remade('reviews', REVIEWS, 'id, order_id, order_number, reason, status, opened_at, verdict, closed_at, closed_by')],
  postgres: () => [
    'ALTER TABLE reviews DROP CONSTRAINT reviews_reason_check',
    `ALTER TABLE reviews ADD CONSTRAINT reviews_reason_check CHECK (reason IN ('failed', 'cancelled', 'complaint'))`,
    'ALTER TABLE reviews DROP CONSTRAINT reviews_order_id_key',
  ],
};

const TABLES = [
  `CREATE UNIQUE INDEX reviews_one_open ON reviews (order_id) WHERE status = 'open'`,
  'CREATE INDEX reviews_by_order ON reviews (order_id)',
  'CREATE INDEX reviews_by_number ON reviews (order_number)',
  // What a client says was wrong with an order, once each; the words are gone once the client is erased (U5).
  `CREATE TABLE complaints (
    order_id TEXT PRIMARY KEY REFERENCES orders (id),
    review_id TEXT NOT NULL UNIQUE REFERENCES reviews (id),
    client_id TEXT NOT NULL REFERENCES people (id),
    at TEXT NOT NULL,
    words TEXT
  )`,
  'CREATE INDEX complaints_by_client ON complaints (client_id)',
];

/** What clients say was wrong with their orders, and the reviews which that opens. */
export const complaints: Migration = {
  name: '019-complaints',
  statements: (dialect) => [...OPENED[dialect](), ...TABLES],
};
