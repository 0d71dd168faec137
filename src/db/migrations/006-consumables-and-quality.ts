import type { Migration } from './dialect';

const TABLES = [
  `CREATE TABLE kit_templates (
    service_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    items TEXT NOT NULL,
    created_at TEXT NOT NULL,
    PRIMARY KEY (service_id, version)
  )`,
  `CREATE TABLE supply_requests (
    order_id TEXT PRIMARY KEY,
    order_number BIGINT NOT NULL,
    client_id TEXT NOT NULL REFERENCES people (id),
    worker_id TEXT NOT NULL REFERENCES people (id),
    due_at TEXT NOT NULL,
    items TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('requested', 'issued', 'withdrawn')),
    overridden INTEGER NOT NULL DEFAULT 0 CHECK (overridden IN (0, 1)),
    issued_at TEXT,
    issued_by TEXT,
    was_issued INTEGER NOT NULL DEFAULT 0 CHECK (was_issued IN (0, 1))
  )`,
  `CREATE TABLE supply_notes (order_id TEXT PRIMARY KEY REFERENCES supply_requests (order_id), override_reason TEXT, handed_out TEXT)`,
  `CREATE TABLE reviews (
    id TEXT PRIMARY KEY,
    order_id TEXT NOT NULL UNIQUE,
    order_number BIGINT NOT NULL,
    reason TEXT NOT NULL CHECK (reason IN ('failed', 'cancelled')),
    status TEXT NOT NULL CHECK (status IN ('open', 'closed')),
    opened_at TEXT NOT NULL,
    verdict TEXT,
    closed_at TEXT,
    closed_by TEXT REFERENCES people (id)
  )`,
  `CREATE TABLE review_notes (review_id TEXT PRIMARY KEY REFERENCES reviews (id), note TEXT NOT NULL)`,
];

/** Kits and reviews. */
export const consumablesAndQuality: Migration = {
  name: '006-consumables-and-quality',
  statements: () => TABLES,
};
