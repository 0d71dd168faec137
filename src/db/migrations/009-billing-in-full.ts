import type { Dialect } from '../sql';
import { appendOnly, remade, type Migration } from './dialect';

const AMOUNT = (column: string) => `CHECK (${column} > 0 AND ${column} <= 9007199254740991)`;
const ALLOCATED = 'CHECK (amount_minor <> 0 AND amount_minor BETWEEN -9007199254740991 AND 9007199254740991)';
const METHODS = `method IN ('manual', 'card', 'telegram')`;

const INVOICES = `CREATE TABLE invoices (
  id TEXT PRIMARY KEY,
  number TEXT UNIQUE,
  client_id TEXT NOT NULL REFERENCES people (id),
  cut_off TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('draft', 'open', 'paid', 'uncollectible', 'void')),
  total_minor BIGINT NOT NULL ${AMOUNT('total_minor')},
  issued_at TEXT,
  review_until TEXT,
  replaces_id TEXT REFERENCES invoices (id),
  CHECK (status = 'void' OR (number IS NULL) = (status = 'draft'))
)`;

const INVOICE_LINES = `CREATE TABLE invoice_lines (
  invoice_id TEXT NOT NULL REFERENCES invoices (id),
  order_id TEXT NOT NULL REFERENCES charges (order_id),
  amount_minor BIGINT NOT NULL ${AMOUNT('amount_minor')},
  PRIMARY KEY (invoice_id, order_id)
)`;

const PAYMENTS = `CREATE TABLE payments (
  id TEXT PRIMARY KEY,
  client_id TEXT NOT NULL REFERENCES people (id),
  invoice_id TEXT REFERENCES invoices (id),
  method TEXT NOT NULL CHECK (${METHODS}),
  reference_sha256 TEXT NOT NULL,
  amount_minor BIGINT NOT NULL ${AMOUNT('amount_minor')},
  at TEXT NOT NULL,
  UNIQUE (method, reference_sha256)
)`;

/** `n` counts a client's allocations: a price names how many of them it has seen. Below zero where money is taken off an invoice again. */
const ALLOCATIONS = `CREATE TABLE allocations (
  id TEXT PRIMARY KEY,
  invoice_id TEXT NOT NULL REFERENCES invoices (id),
  client_id TEXT NOT NULL REFERENCES people (id),
  n BIGINT NOT NULL,
  amount_minor BIGINT NOT NULL ${ALLOCATED},
  at TEXT NOT NULL,
  UNIQUE (client_id, n)
)`;

const COUNTED = `SELECT id, invoice_id, client_id, ROW_NUMBER() OVER (PARTITION BY client_id ORDER BY at, id) AS n, amount_minor, at FROM allocations`;

/** An issued invoice never changes but for its state, is never removed, and stays void once it is (B6). */
function frozenOnceIssued(dialect: Dialect): string[] {
  const fixed = ['id', 'number', 'client_id', 'cut_off', 'total_minor', 'issued_at', 'replaces_id'];
  const distinct = dialect === 'sqlite' ? 'IS NOT' : 'IS DISTINCT FROM';
  const columns = fixed.map((column) => `OLD.${column} ${distinct} NEW.${column}`).join(' OR ');
  const changed = `${columns} OR NEW.status = 'draft' OR (OLD.status = 'void' AND NEW.status <> 'void')`;
  if (dialect === 'sqlite') {
    return [
      `CREATE TRIGGER invoices_frozen BEFORE UPDATE ON invoices WHEN OLD.status <> 'draft' AND (${changed})
        BEGIN SELECT RAISE(ABORT, 'an issued invoice stays as it is'); END`,
      `CREATE TRIGGER invoices_kept BEFORE DELETE ON invoices BEGIN SELECT RAISE(ABORT, 'an invoice is never removed'); END`,
    ];
  }
  return [
    'DROP TRIGGER invoices_frozen ON invoices',
    'DROP TRIGGER invoices_kept ON invoices',
    `CREATE TRIGGER invoices_frozen BEFORE UPDATE ON invoices FOR EACH ROW
       WHEN (OLD.status <> 'draft' AND (${changed})) EXECUTE FUNCTION invoices_frozen()`,
    `CREATE TRIGGER invoices_kept BEFORE DELETE ON invoices FOR EACH ROW EXECUTE FUNCTION invoices_frozen()`,
  ];
}

/** The tables of 005 whose checks became wider. */
const WIDENED: Record<Dialect, () => string[]> = {
  sqlite: () => [
    'PRAGMA defer_foreign_keys = ON',
    ...remade('invoices', INVOICES, 'id, number, client_id, cut_off, status, total_minor, issued_at'),
    ...remade('invoice_lines', INVOICE_LINES, 'invoice_id, order_id, amount_minor'),
    ...remade('payments', PAYMENTS, 'id, client_id, invoice_id, method, reference_sha256, amount_minor, at'),
    ...remade('allocations', ALLOCATIONS, 'id, invoice_id, client_id, n, amount_minor, at', COUNTED),
    `CREATE UNIQUE INDEX invoices_one_a_period ON invoices (client_id, cut_off) WHERE status <> 'void'`,
    'CREATE INDEX invoices_by_cut_off ON invoices (cut_off)',
    'CREATE INDEX invoice_lines_by_order ON invoice_lines (order_id)',
    'CREATE INDEX payments_by_client ON payments (client_id)',
    'CREATE INDEX allocations_by_invoice ON allocations (invoice_id)',
    ...frozenOnceIssued('sqlite'),
    ...['invoice_lines', 'payments', 'allocations'].flatMap((table) => appendOnly(table, 'sqlite')),
  ],
  postgres: () => [
    'ALTER TABLE invoices DROP CONSTRAINT invoices_check',
    `ALTER TABLE invoices ADD CONSTRAINT invoices_check CHECK (status = 'void' OR (number IS NULL) = (status = 'draft'))`,
    'ALTER TABLE invoices ADD COLUMN review_until TEXT',
    'ALTER TABLE invoices ADD COLUMN replaces_id TEXT REFERENCES invoices (id)',
    'ALTER TABLE invoice_lines DROP CONSTRAINT invoice_lines_order_id_key',
    ...['invoice_lines', 'payments'].flatMap((table) => [
      `ALTER TABLE ${table} DROP CONSTRAINT ${table}_amount_minor_check`,
      `ALTER TABLE ${table} ADD CONSTRAINT ${table}_amount_minor_check ${AMOUNT('amount_minor')}`,
    ]),
    'CREATE INDEX invoice_lines_by_order ON invoice_lines (order_id)',
    'ALTER TABLE payments DROP CONSTRAINT payments_method_check',
    `ALTER TABLE payments ADD CONSTRAINT payments_method_check CHECK (${METHODS})`,
    'ALTER TABLE allocations DROP CONSTRAINT allocations_amount_minor_check',
    `ALTER TABLE allocations ADD CONSTRAINT allocations_amount_minor_check ${ALLOCATED}`,
    'ALTER TABLE allocations ADD COLUMN n BIGINT',
    'ALTER TABLE allocations DISABLE TRIGGER allocations_no_change',
    `UPDATE allocations SET n = counted.n FROM (${COUNTED}) counted WHERE counted.id = allocations.id`,
    'ALTER TABLE allocations ENABLE TRIGGER allocations_no_change',
    'ALTER TABLE allocations ALTER COLUMN n SET NOT NULL',
    'ALTER TABLE allocations ADD UNIQUE (client_id, n)',
    'DROP INDEX allocations_by_client',
    ...frozenOnceIssued('postgres'),
  ],
};

const TARIFFS = [
  `ALTER TABLE tariffs ADD COLUMN formula TEXT NOT NULL DEFAULT 'constant@1'`,
  'ALTER TABLE tariffs ADD COLUMN review_hours INTEGER NOT NULL DEFAULT 0 CHECK (review_hours BETWEEN 0 AND 168)',
  // After how many days a declined charge is tried again, one after the other; then a person looks (B6).
  `ALTER TABLE tariffs ADD COLUMN retry_days TEXT NOT NULL DEFAULT '[1,3,7]'`,
  // The ISO currency of Telegram payments, and how much of its minor units 1 CU is; NULL: not offered (B7).
  'ALTER TABLE tariffs ADD COLUMN currency TEXT',
  'ALTER TABLE tariffs ADD COLUMN rate_minor BIGINT CHECK (rate_minor > 0)',
  'ALTER TABLE tariffs ADD COLUMN added_by TEXT',
  'ALTER TABLE tariffs ADD COLUMN added_at TEXT',
];

const TABLES = [
  // How an order's estimate and its price came about, as they were made (B2, B3).
  `CREATE TABLE prices (
    order_id TEXT NOT NULL,
    stage TEXT NOT NULL CHECK (stage IN ('estimate', 'price')),
    client_id TEXT NOT NULL REFERENCES people (id),
    service_id TEXT NOT NULL,
    worker_id TEXT,
    tariff INTEGER NOT NULL REFERENCES tariffs (id),
    paid_minor BIGINT NOT NULL,
    allocations BIGINT NOT NULL,
    list_price_minor BIGINT NOT NULL CHECK (list_price_minor >= 0),
    percent INTEGER NOT NULL CHECK (percent BETWEEN 0 AND 100),
    price_minor BIGINT NOT NULL CHECK (price_minor >= 0),
    made_at TEXT NOT NULL,
    PRIMARY KEY (order_id, stage)
  )`,
  // The invoice, not void, that a charge is on: once at most, however many runs there are (B5).
  `CREATE TABLE billed_charges (
    order_id TEXT PRIMARY KEY REFERENCES charges (order_id),
    invoice_id TEXT NOT NULL REFERENCES invoices (id)
  )`,
  `INSERT INTO billed_charges (order_id, invoice_id) SELECT order_id, invoice_id FROM invoice_lines`,
  // Charges that a voided invoice let go, and when: they wait for the next cut-off.
  `CREATE TABLE released_charges (order_id TEXT PRIMARY KEY REFERENCES charges (order_id), released_at TEXT NOT NULL)`,
  `CREATE INDEX billed_charges_by_invoice ON billed_charges (invoice_id)`,
  `CREATE INDEX invoices_draft ON invoices (review_until) WHERE status = 'draft'`,
  `CREATE INDEX invoices_open ON invoices (client_id, cut_off) WHERE status = 'open'`,
  `CREATE INDEX invoices_replacing ON invoices (replaces_id) WHERE replaces_id IS NOT NULL`,
  `CREATE TABLE credit_notes (
    id TEXT PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    invoice_id TEXT NOT NULL REFERENCES invoices (id),
    client_id TEXT NOT NULL REFERENCES people (id),
    amount_minor BIGINT NOT NULL ${AMOUNT('amount_minor')},
    issued_by TEXT NOT NULL REFERENCES people (id),
    at TEXT NOT NULL
  )`,
  `CREATE INDEX credit_notes_by_invoice ON credit_notes (invoice_id)`,
  `CREATE INDEX credit_notes_by_client ON credit_notes (client_id)`,
  `CREATE TABLE refunds (
    id TEXT PRIMARY KEY,
    client_id TEXT NOT NULL REFERENCES people (id),
    amount_minor BIGINT NOT NULL ${AMOUNT('amount_minor')},
    made_by TEXT NOT NULL REFERENCES people (id),
    at TEXT NOT NULL
  )`,
  `CREATE INDEX refunds_by_client ON refunds (client_id)`,
  `CREATE TABLE write_offs (
    invoice_id TEXT PRIMARY KEY REFERENCES invoices (id),
    client_id TEXT NOT NULL REFERENCES people (id),
    amount_minor BIGINT NOT NULL ${AMOUNT('amount_minor')},
    made_by TEXT NOT NULL REFERENCES people (id),
    at TEXT NOT NULL
  )`,
  `CREATE INDEX write_offs_by_client ON write_offs (client_id)`,
  // A worker's account put right by hand: above zero in the worker's favour (B11).
  `CREATE TABLE corrections (
    id TEXT PRIMARY KEY,
    worker_id TEXT NOT NULL REFERENCES people (id),
    amount_minor BIGINT NOT NULL CHECK (amount_minor <> 0 AND amount_minor BETWEEN -9007199254740991 AND 9007199254740991),
    made_by TEXT NOT NULL REFERENCES people (id),
    at TEXT NOT NULL
  )`,
  `CREATE INDEX corrections_by_worker ON corrections (worker_id)`,
  // Why: people's own words, which can be erased (U5). Of credit notes, refunds, write-offs, voided invoices and corrections, by their ids.
  `CREATE TABLE billing_reasons (about_id TEXT PRIMARY KEY, reason TEXT NOT NULL)`,
  `CREATE TABLE payment_methods (
    client_id TEXT PRIMARY KEY REFERENCES people (id),
    method TEXT NOT NULL CHECK (${METHODS}),
    card_token TEXT,
    card_last4 TEXT,
    session TEXT,
    CHECK (method <> 'card' OR card_token IS NOT NULL)
  )`,
  // Payments in the messenger that nobody knows the meaning of, each left to staff once (B7).
  `CREATE TABLE unplaced_payments (reference_sha256 TEXT PRIMARY KEY, at TEXT NOT NULL)`,
  // A charge of a card, or of money in the messenger: committed before anything is asked for outside (B7).
  `CREATE TABLE collections (
    id TEXT PRIMARY KEY,
    invoice_id TEXT NOT NULL REFERENCES invoices (id),
    client_id TEXT NOT NULL REFERENCES people (id),
    attempt INTEGER NOT NULL CHECK (attempt > 0),
    key TEXT NOT NULL UNIQUE,
    card_token TEXT,
    amount_minor BIGINT NOT NULL ${AMOUNT('amount_minor')},
    status TEXT NOT NULL CHECK (status IN ('pending', 'unknown', 'paid', 'declined', 'withdrawn', 'parked')),
    created_at TEXT NOT NULL,
    settled_at TEXT,
    retry_at TEXT,
    sending_until TEXT,
    error TEXT,
    UNIQUE (invoice_id, attempt)
  )`,
  `CREATE UNIQUE INDEX collections_one_open ON collections (invoice_id) WHERE status IN ('pending', 'unknown', 'parked')`,
  `CREATE INDEX collections_retry ON collections (retry_at) WHERE retry_at IS NOT NULL`,
  // Nothing is posted into a month that was closed (B11).
  `CREATE TABLE closed_periods (
    month TEXT PRIMARY KEY,
    ends_at TEXT NOT NULL,
    closed_by TEXT NOT NULL REFERENCES people (id),
    closed_at TEXT NOT NULL
  )`,
];

/** The database itself refuses what is dated before the end of a closed month (B11). */
function closedMonthsStayClosed(dialect: Dialect): string[] {
  const closed = 'EXISTS (SELECT 1 FROM closed_periods WHERE ends_at > NEW.at)';
  if (dialect === 'sqlite') {
    return [`CREATE TRIGGER transfers_in_open_periods BEFORE INSERT ON transfers WHEN ${closed} BEGIN SELECT RAISE(ABORT, 'the month is closed'); END`];
  }
  return [
    `CREATE FUNCTION transfers_in_open_periods() RETURNS trigger LANGUAGE plpgsql
       AS 'BEGIN IF ${closed} THEN RAISE EXCEPTION ''the month is closed''; END IF; RETURN NEW; END'`,
    `CREATE TRIGGER transfers_in_open_periods BEFORE INSERT ON transfers FOR EACH ROW EXECUTE FUNCTION transfers_in_open_periods()`,
  ];
}

/** Tariffs by date, why a price is what it is, papers that take back others, ways to pay, and months that are closed. */
export const billingInFull: Migration = {
  name: '009-billing-in-full',
  statements: (dialect) => [
    ...WIDENED[dialect](),
    ...TARIFFS,
    ...TABLES,
    ...['prices', 'credit_notes', 'refunds', 'write_offs', 'corrections', 'closed_periods'].flatMap((table) => appendOnly(table, dialect)),
    ...closedMonthsStayClosed(dialect),
  ],
};
