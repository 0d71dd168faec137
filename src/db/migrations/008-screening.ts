import type { Dialect } from '../sql';
import { appendOnly, type Migration } from './dialect';

const STATUSES = `status IN ('received', 'contacted', 'testing', 'held', 'accepted', 'rejected', 'withdrawn', 'expired')`;
const OPEN = `status IN ('received', 'contacted', 'testing', 'held')`;

/** SQLite cannot widen a CHECK in place: the table is made anew around its rows, with the references to it checked at the end. */
const WIDENED: Record<Dialect, string[]> = {
  sqlite: [
    'PRAGMA defer_foreign_keys = ON',
    'CREATE TEMP TABLE kept AS SELECT * FROM applications',
    'DROP TABLE applications',
    `CREATE TABLE applications (
      id TEXT PRIMARY KEY,
      person_id TEXT NOT NULL REFERENCES people (id),
      vacancy TEXT NOT NULL,
      breed TEXT,
      age INTEGER,
      colour TEXT,
      status TEXT NOT NULL CHECK (${STATUSES}),
      applied_at TEXT NOT NULL,
      decided_at TEXT,
      decided_by TEXT
    )`,
    'INSERT INTO applications SELECT * FROM kept',
    'DROP TABLE kept',
  ],
  postgres: [
    'DROP INDEX applications_one_open',
    'ALTER TABLE applications DROP CONSTRAINT applications_status_check',
    `ALTER TABLE applications ADD CONSTRAINT applications_status_check CHECK (${STATUSES})`,
  ],
};

const APPLICATIONS = [
  // The company's day of the application: the chunk of history its row lies in.
  `ALTER TABLE applications ADD COLUMN day TEXT NOT NULL DEFAULT '1970-01-01'`,
  `UPDATE applications SET day = substr(applied_at, 1, 10)`,
  // The version and the lane that an application keeps from the assignment of its battery on.
  'ALTER TABLE applications ADD COLUMN hypothesis TEXT',
  'ALTER TABLE applications ADD COLUMN lane TEXT',
  'ALTER TABLE applications ADD COLUMN contacted_at TEXT',
  'ALTER TABLE applications ADD COLUMN assigned_at TEXT',
  'ALTER TABLE applications ADD COLUMN expires_at TEXT',
  // Results of it were imported, and nobody is to screen it; 0 again once it is given a battery.
  'ALTER TABLE applications ADD COLUMN history INTEGER NOT NULL DEFAULT 0 CHECK (history IN (0, 1))',
  // When it was brought in from a file, whatever its date: from then on somebody may attend to it (S7).
  'ALTER TABLE applications ADD COLUMN imported_at TEXT',
  // When contact, photo and notes were erased (S7).
  'ALTER TABLE applications ADD COLUMN purged_at TEXT',
  `CREATE UNIQUE INDEX applications_one_open ON applications (person_id) WHERE ${OPEN}`,
  `CREATE INDEX applications_by_status ON applications (status, applied_at)`,
  `CREATE INDEX applications_waiting ON applications (status, applied_at, id) WHERE history = 0`,
  `CREATE INDEX applications_by_person ON applications (person_id, applied_at)`,
  `CREATE INDEX applications_by_day ON applications (day)`,
  `CREATE INDEX applications_decided ON applications (status, decided_at)`,
  `CREATE INDEX applications_to_purge ON applications (decided_at) WHERE purged_at IS NULL AND status IN ('rejected', 'withdrawn', 'expired')`,
  `CREATE TABLE application_details (
    application_id TEXT PRIMARY KEY REFERENCES applications (id),
    contact TEXT,
    photo_file_id TEXT,
    note TEXT
  )`,
  `CREATE TABLE vacancies (
    key TEXT PRIMARY KEY,
    name_ru TEXT NOT NULL,
    name_en TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('open', 'closed'))
  )`,
  `INSERT INTO vacancies (key, name_ru, name_en, status) VALUES ('helper', 'Помощник', 'Helper', 'open')`,
  `INSERT INTO vacancies (key, name_ru, name_en, status) SELECT DISTINCT vacancy, vacancy, vacancy, 'closed' FROM applications WHERE vacancy <> 'helper'`,
  `INSERT INTO policies (name, effective_from, data) VALUES ('screening', '1970-01-01T00:00:00.000Z',
    '{"limit_bp":300,"battery_days":30,"reapply_days":90,"purge_days":90,"outcome_days":7,"max_trial_days":120,"e_threshold":20,"four_eyes":0}')`,
];

const TESTS = [
  `CREATE TABLE test_versions (
    key TEXT NOT NULL,
    version INTEGER NOT NULL,
    type TEXT NOT NULL CHECK (type IN ('number', 'points', 'choice', 'pass_fail')),
    unit TEXT NOT NULL,
    min DOUBLE NOT NULL,
    max DOUBLE NOT NULL,
    name_ru TEXT NOT NULL,
    name_en TEXT NOT NULL,
    questions TEXT,
    seconds INTEGER,
    created_at TEXT NOT NULL,
    created_by TEXT,
    PRIMARY KEY (key, version),
    CHECK (min < max)
  )`,
  `CREATE TABLE vacancy_tests (vacancy TEXT NOT NULL REFERENCES vacancies (key), test TEXT NOT NULL, PRIMARY KEY (vacancy, test))`,
  `CREATE TABLE battery_items (
    application_id TEXT NOT NULL REFERENCES applications (id),
    test TEXT NOT NULL,
    version INTEGER NOT NULL,
    required INTEGER NOT NULL CHECK (required IN (0, 1)),
    PRIMARY KEY (application_id, test),
    FOREIGN KEY (test, version) REFERENCES test_versions (key, version)
  )`,
  `CREATE TABLE results (
    id TEXT PRIMARY KEY,
    application_id TEXT NOT NULL REFERENCES applications (id),
    test TEXT NOT NULL,
    version INTEGER NOT NULL,
    attempt INTEGER NOT NULL,
    value DOUBLE NOT NULL,
    completed_at TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT,
    UNIQUE (application_id, test, version, attempt),
    FOREIGN KEY (test, version) REFERENCES test_versions (key, version)
  )`,
  `CREATE TABLE test_sessions (
    application_id TEXT NOT NULL REFERENCES applications (id),
    test TEXT NOT NULL,
    version INTEGER NOT NULL,
    question INTEGER NOT NULL,
    answers TEXT NOT NULL,
    asked_at TEXT NOT NULL,
    started_at TEXT NOT NULL,
    PRIMARY KEY (application_id, test)
  )`,
];

const HISTORY = [
  // What was touched since its chunk was made; one row a change, so that writers and the rebuild never wait for each other.
  `CREATE TABLE history_changes (id TEXT PRIMARY KEY, day TEXT NOT NULL, test TEXT, version INTEGER)`,
  `CREATE TABLE cohort_chunks (day TEXT PRIMARY KEY, n INTEGER NOT NULL, data BYTES NOT NULL)`,
  `CREATE TABLE score_chunks (
    test TEXT NOT NULL,
    version INTEGER NOT NULL,
    day TEXT NOT NULL,
    n INTEGER NOT NULL,
    last_at TEXT NOT NULL,
    data BYTES NOT NULL,
    PRIMARY KEY (test, version, day)
  )`,
];

/** Bytes that PostgreSQL is to keep as they are: to compress what is narrow already takes longer than to read it. */
const KEPT_PLAIN: Record<Dialect, string[]> = {
  sqlite: [],
  postgres: ['cohort_chunks', 'score_chunks', 'reference_days'].map((table) => `ALTER TABLE ${table} ALTER COLUMN data SET STORAGE EXTERNAL`),
};

const HYPOTHESES = [
  `CREATE TABLE hypotheses (id TEXT PRIMARY KEY, created_at TEXT NOT NULL)`,
  `CREATE TABLE hypothesis_versions (
    hash TEXT PRIMARY KEY,
    hypothesis TEXT NOT NULL REFERENCES hypotheses (id),
    seq BIGINT NOT NULL,
    source TEXT NOT NULL,
    meaning TEXT NOT NULL,
    engine TEXT NOT NULL,
    author TEXT,
    created_at TEXT NOT NULL
  )`,
  `CREATE INDEX hypothesis_versions_by_id ON hypothesis_versions (hypothesis, seq)`,
  `CREATE TABLE activations (
    seq BIGINT PRIMARY KEY,
    hash TEXT NOT NULL REFERENCES hypothesis_versions (hash),
    vacancy TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('shadow', 'trial', 'proposed', 'adopted', 'retired')),
    replaces TEXT REFERENCES hypothesis_versions (hash),
    trial TEXT,
    actor_id TEXT,
    reason TEXT,
    evidence TEXT NOT NULL,
    at TEXT NOT NULL
  )`,
  `CREATE INDEX activations_by_vacancy ON activations (vacancy, seq)`,
  `CREATE TABLE backtests (
    id TEXT PRIMARY KEY,
    hash TEXT NOT NULL REFERENCES hypothesis_versions (hash),
    from_day TEXT,
    to_day TEXT,
    screened INTEGER NOT NULL,
    data_digest TEXT NOT NULL,
    result TEXT NOT NULL,
    at TEXT NOT NULL
  )`,
  `CREATE INDEX backtests_by_hash ON backtests (hash, at)`,
  `CREATE TABLE trials (
    id TEXT PRIMARY KEY,
    number BIGINT NOT NULL UNIQUE,
    hash TEXT NOT NULL REFERENCES hypothesis_versions (hash),
    champion TEXT NOT NULL REFERENCES hypothesis_versions (hash),
    vacancies TEXT NOT NULL,
    salt TEXT NOT NULL,
    share_bp INTEGER NOT NULL CHECK (share_bp BETWEEN 1 AND 9999),
    metric TEXT NOT NULL,
    threshold INTEGER NOT NULL,
    forecast TEXT NOT NULL,
    started_at TEXT NOT NULL,
    ended_at TEXT,
    end_reason TEXT
  )`,
  `CREATE UNIQUE INDEX trials_one_a_hash ON trials (hash) WHERE ended_at IS NULL`,
  `CREATE TABLE assignments (
    trial TEXT NOT NULL REFERENCES trials (id),
    application_id TEXT NOT NULL REFERENCES applications (id),
    arm TEXT NOT NULL CHECK (arm IN ('A', 'B')),
    bucket DOUBLE NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (trial, application_id)
  )`,
];

const DECISIONS = [
  `CREATE TABLE reference_days (sha256 TEXT PRIMARY KEY, n INTEGER NOT NULL, data BYTES NOT NULL)`,
  `CREATE TABLE reference_snapshots (
    id TEXT PRIMARY KEY,
    hash TEXT NOT NULL REFERENCES hypothesis_versions (hash),
    vacancy TEXT NOT NULL,
    day TEXT NOT NULL,
    from_day TEXT NOT NULL,
    to_day TEXT NOT NULL,
    n INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    days TEXT NOT NULL,
    UNIQUE (hash, vacancy, day)
  )`,
  `CREATE TABLE evaluations (
    id TEXT PRIMARY KEY,
    application_id TEXT NOT NULL REFERENCES applications (id),
    number BIGINT NOT NULL,
    vacancy TEXT NOT NULL,
    hash TEXT NOT NULL REFERENCES hypothesis_versions (hash),
    mode TEXT NOT NULL CHECK (mode IN ('live', 'shadow')),
    inputs TEXT NOT NULL,
    completed_at TEXT NOT NULL,
    score DOUBLE,
    ge INTEGER,
    gt INTEGER,
    n INTEGER,
    snapshot TEXT REFERENCES reference_snapshots (id),
    error TEXT,
    at TEXT NOT NULL
  )`,
  `CREATE INDEX evaluations_by_application ON evaluations (application_id, id)`,
  `CREATE INDEX evaluations_by_hash ON evaluations (hash, mode)`,
  `CREATE INDEX evaluations_failed ON evaluations (hash, mode) WHERE error IS NOT NULL`,
  `CREATE TABLE decisions (
    seq BIGINT PRIMARY KEY,
    application_id TEXT NOT NULL REFERENCES applications (id),
    number BIGINT NOT NULL,
    vacancy TEXT NOT NULL,
    lane TEXT NOT NULL,
    day TEXT NOT NULL,
    evaluation TEXT REFERENCES evaluations (id),
    kind TEXT NOT NULL CHECK (kind IN ('online', 'close', 'override')),
    verdict TEXT NOT NULL CHECK (verdict IN ('accept', 'reject', 'held')),
    screened INTEGER,
    accepted_before INTEGER,
    actor_id TEXT,
    at TEXT NOT NULL
  )`,
  `CREATE UNIQUE INDEX decisions_held_once ON decisions (application_id, lane) WHERE verdict = 'held'`,
  `CREATE UNIQUE INDEX decisions_settled_once ON decisions (application_id, lane) WHERE verdict <> 'held' AND kind <> 'override'`,
  `CREATE INDEX decisions_by_lane ON decisions (vacancy, lane, seq)`,
  `CREATE INDEX decisions_by_day ON decisions (day)`,
  `CREATE INDEX decisions_accepted ON decisions (evaluation) WHERE verdict = 'accept' AND kind <> 'override'`,
  `CREATE TABLE screening_counters (
    vacancy TEXT NOT NULL,
    lane TEXT NOT NULL,
    screened INTEGER NOT NULL,
    accepted INTEGER NOT NULL,
    PRIMARY KEY (vacancy, lane)
  )`,
  // Who waits for a day's close in which lane: removed as it is settled.
  `CREATE TABLE held (
    application_id TEXT NOT NULL REFERENCES applications (id),
    vacancy TEXT NOT NULL,
    lane TEXT NOT NULL,
    day TEXT NOT NULL,
    evaluation TEXT NOT NULL REFERENCES evaluations (id),
    PRIMARY KEY (application_id, lane)
  )`,
  `CREATE INDEX held_by_lane ON held (vacancy, lane, day)`,
  `CREATE TABLE outcomes (
    order_id TEXT PRIMARY KEY,
    worker_id TEXT NOT NULL REFERENCES people (id),
    application_id TEXT REFERENCES applications (id),
    ended_at TEXT NOT NULL,
    due_at TEXT NOT NULL,
    ended TEXT NOT NULL CHECK (ended IN ('completed', 'failed')),
    state TEXT NOT NULL CHECK (state IN ('pending', 'ok', 'not_ok', 'excluded')),
    in_review INTEGER NOT NULL DEFAULT 0 CHECK (in_review IN (0, 1)),
    observed_at TEXT
  )`,
  `CREATE INDEX outcomes_by_application ON outcomes (application_id, observed_at)`,
  `CREATE INDEX outcomes_pending ON outcomes (due_at) WHERE state = 'pending'`,
];

const APPEND_ONLY = ['test_versions', 'results', 'hypothesis_versions', 'activations', 'backtests', 'assignments', 'reference_days', 'reference_snapshots', 'evaluations', 'decisions'];

/** Intake, tests and batteries, hypotheses, decisions and outcomes. */
export const screening: Migration = {
  name: '008-screening',
  statements: (dialect) => [
    ...WIDENED[dialect],
    ...APPLICATIONS,
    ...TESTS,
    ...HISTORY,
    ...HYPOTHESES,
    ...DECISIONS,
    ...KEPT_PLAIN[dialect],
    ...APPEND_ONLY.flatMap((table) => appendOnly(table, dialect)),
  ],
};
