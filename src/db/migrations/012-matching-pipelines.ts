import { appendOnly, type Migration } from './dialect';

/** Every database so far has the one version `first@1`, in force from the beginning. */
const VERSIONS = [
  `ALTER TABLE pipelines ADD COLUMN name TEXT NOT NULL DEFAULT 'first'`,
  'ALTER TABLE pipelines ADD COLUMN number INTEGER NOT NULL DEFAULT 1',
  'ALTER TABLE pipelines ADD COLUMN reason TEXT',
  'ALTER TABLE pipelines ADD COLUMN added_by TEXT',
  'ALTER TABLE pipelines ADD COLUMN added_at TEXT',
  'UPDATE pipelines SET added_at = active_from',
  'CREATE UNIQUE INDEX pipelines_one_number ON pipelines (name, number)',
];

const TABLES = [
  // What was done with a version, and from when it holds: what is in force follows from the order of the rows. `id` tells which matches came before.
  `CREATE TABLE pipeline_moves (
    seq BIGINT PRIMARY KEY,
    id TEXT NOT NULL,
    version TEXT NOT NULL REFERENCES pipelines (version),
    move TEXT NOT NULL CHECK (move IN ('activated', 'rolled_back', 'shadow', 'shadow_stopped')),
    replaces TEXT REFERENCES pipelines (version),
    reason TEXT,
    actor_id TEXT,
    active_from TEXT NOT NULL
  )`,
  `INSERT INTO pipeline_moves (seq, id, version, move, active_from) SELECT 1, '', version, 'activated', active_from FROM pipelines`,
  `INSERT INTO counters (name, value) SELECT 'pipeline_move', COUNT(*) FROM pipelines`,
  'ALTER TABLE pipelines DROP COLUMN active_from',
  // What a match was made from, so that it can be repeated without asking the database; older traces have none.
  'ALTER TABLE match_traces ADD COLUMN inputs TEXT',
  // What the inputs tell of workers, so that no version runs in shadow on less than it reads.
  'ALTER TABLE match_traces ADD COLUMN known TEXT',
  // The fault of a program that stopped the match.
  'ALTER TABLE match_traces ADD COLUMN stopped_by TEXT',
  `CREATE TABLE shadow_traces (
    id TEXT PRIMARY KEY,
    trace_id TEXT NOT NULL REFERENCES match_traces (id),
    pipeline TEXT NOT NULL REFERENCES pipelines (version),
    steps TEXT NOT NULL,
    picked TEXT,
    overlap TEXT NOT NULL,
    at TEXT NOT NULL,
    UNIQUE (trace_id, pipeline)
  )`,
  // Whom the order was for: results with one client are asked for (M1).
  'ALTER TABLE outcomes ADD COLUMN client_id TEXT REFERENCES people (id)',
  'UPDATE outcomes SET client_id = (SELECT client_id FROM orders WHERE orders.id = outcomes.order_id)',
  'CREATE INDEX outcomes_by_worker ON outcomes (worker_id, ended_at)',
  'CREATE INDEX outcomes_by_client ON outcomes (client_id)',
];

/** Matching pipelines as data: versions, their moves, and traces that can be repeated (M1, M3). */
export const matchingPipelines: Migration = {
  name: '012-matching-pipelines',
  statements: (dialect) => [...VERSIONS, ...TABLES, ...['pipelines', 'pipeline_moves', 'shadow_traces'].flatMap((table) => appendOnly(table, dialect))],
};
