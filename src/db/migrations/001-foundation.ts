import { appendOnly, type Migration } from './dialect';

const TABLES = [
  `CREATE TABLE company (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    zone TEXT NOT NULL,
    created_at TEXT NOT NULL,
    live INTEGER NOT NULL DEFAULT 0 CHECK (live IN (0, 1)),
    clock_offset_ms BIGINT NOT NULL DEFAULT 0
  )`,
  `CREATE TABLE counters (name TEXT PRIMARY KEY, value BIGINT NOT NULL)`,
  `CREATE TABLE policies (
    name TEXT NOT NULL,
    effective_from TEXT NOT NULL,
    data TEXT NOT NULL,
    PRIMARY KEY (name, effective_from)
  )`,
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
  `CREATE TABLE jobs (
    name TEXT PRIMARY KEY,
    fence TEXT NOT NULL,
    leased_until TEXT NOT NULL,
    started_at TEXT NOT NULL,
    done_at TEXT,
    error TEXT
  )`,
];

/** The company, its numbers, events, reactions, audit and jobs: what every context stands on. */
export const foundation: Migration = {
  name: '001-foundation',
  statements: (dialect) => [
    ...TABLES,
    ...appendOnly('policies', dialect),
    ...appendOnly('events', dialect),
    ...appendOnly('audit', dialect),
  ],
};
