import { appendOnly, type Migration } from './dialect';

const TABLES = [
  `CREATE TABLE applications (
    id TEXT PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES people (id),
    vacancy TEXT NOT NULL,
    breed TEXT,
    age INTEGER,
    colour TEXT,
    status TEXT NOT NULL CHECK (status IN ('received', 'accepted', 'rejected')),
    applied_at TEXT NOT NULL,
    decided_at TEXT,
    decided_by TEXT
  )`,
  `CREATE UNIQUE INDEX applications_one_open ON applications (person_id) WHERE status = 'received'`,
  `CREATE TABLE application_notes (
    application_id TEXT PRIMARY KEY REFERENCES applications (id),
    reason TEXT NOT NULL
  )`,
  `CREATE TABLE workers (
    person_id TEXT PRIMARY KEY REFERENCES people (id),
    application_id TEXT REFERENCES applications (id),
    status TEXT NOT NULL CHECK (status IN ('active', 'deactivated')),
    joined_at TEXT NOT NULL
  )`,
  `CREATE TABLE characteristics (
    person_id TEXT NOT NULL REFERENCES workers (person_id),
    kind TEXT NOT NULL CHECK (kind IN ('strength', 'weakness')),
    name TEXT NOT NULL,
    PRIMARY KEY (person_id, kind, name)
  )`,
  `CREATE TABLE absences (
    id TEXT PRIMARY KEY,
    worker_id TEXT NOT NULL REFERENCES workers (person_id),
    starts_at TEXT NOT NULL,
    ends_at TEXT NOT NULL
  )`,
  `CREATE TABLE bookings (
    worker_id TEXT NOT NULL REFERENCES workers (person_id),
    quarter TEXT NOT NULL,
    order_id TEXT NOT NULL,
    PRIMARY KEY (worker_id, quarter)
  )`,
  `CREATE INDEX bookings_by_order ON bookings (order_id)`,
  `CREATE TABLE pipelines (
    version TEXT PRIMARY KEY,
    steps TEXT NOT NULL,
    active_from TEXT NOT NULL
  )`,
  `CREATE TABLE match_traces (
    id TEXT PRIMARY KEY,
    order_id TEXT NOT NULL,
    pipeline TEXT NOT NULL REFERENCES pipelines (version),
    seed TEXT NOT NULL,
    steps TEXT NOT NULL,
    picked TEXT,
    at TEXT NOT NULL
  )`,
  `CREATE INDEX match_traces_by_order ON match_traces (order_id, id)`,
];

/** Applications, the pool, bookings and matching. */
export const staffing: Migration = {
  name: '003-staffing',
  statements: (dialect) => [...TABLES, ...appendOnly('match_traces', dialect)],
};
