import type { Dialect } from '../sql';
import { appendOnly, type Migration } from './dialect';

const MONEY = (column: string) => `CHECK (${column} BETWEEN -9007199254740991 AND 9007199254740991)`;

/** An issued invoice never changes but for its state, and is never removed (B6): the database itself refuses it. */
function frozenOnceIssued(dialect: Dialect): string[] {
  const changed = ['id', 'number', 'client_id', 'cut_off', 'total_minor', 'issued_at'].map((column) => `OLD.${column} <> NEW.${column}`).join(' OR ');
  if (dialect === 'sqlite') {
    return [
      `CREATE TRIGGER invoices_frozen BEFORE UPDATE ON invoices WHEN OLD.status <> 'draft' AND (${changed} OR NEW.status = 'draft')
        BEGIN SELECT RAISE(ABORT, 'an issued invoice stays as it is'); END`,
      `CREATE TRIGGER invoices_kept BEFORE DELETE ON invoices WHEN OLD.status <> 'draft'
        BEGIN SELECT RAISE(ABORT, 'an issued invoice stays as it is'); END`,
    ];
  }
  return [
    `CREATE FUNCTION invoices_frozen() RETURNS trigger LANGUAGE plpgsql
       AS 'BEGIN RAISE EXCEPTION ''an issued invoice stays as it is''; END'`,
    `CREATE TRIGGER invoices_frozen BEFORE UPDATE ON invoices FOR EACH ROW
       WHEN (OLD.status <> 'draft' AND (${changed} OR NEW.status = 'draft')) EXECUTE FUNCTION invoices_frozen()`,
    `CREATE TRIGGER invoices_kept BEFORE DELETE ON invoices FOR EACH ROW
       WHEN (OLD.status <> 'draft') EXECUTE FUNCTION invoices_frozen()`,
  ];
}

const TABLES = [
  `CREATE TABLE tariffs (
    id INTEGER PRIMARY KEY,
    effective_from TEXT NOT NULL UNIQUE,
    base_price_minor BIGINT NOT NULL CHECK (base_price_minor > 0),
    discounts TEXT NOT NULL,
    worker_share_bp INTEGER NOT NULL CHECK (worker_share_bp BETWEEN 0 AND 10000),
    fine_minor BIGINT NOT NULL CHECK (fine_minor >= 0),
    billing_weekday INTEGER NOT NULL CHECK (billing_weekday BETWEEN 1 AND 7),
    billing_hour INTEGER NOT NULL CHECK (billing_hour BETWEEN 0 AND 23),
    payout_hour INTEGER NOT NULL CHECK (payout_hour BETWEEN 0 AND 23),
    transfer_key_days INTEGER NOT NULL CHECK (transfer_key_days > 0)
  )`,
  `CREATE TABLE transfers (
    id TEXT PRIMARY KEY,
    debit TEXT NOT NULL,
    credit TEXT NOT NULL,
    amount_minor BIGINT NOT NULL CHECK (amount_minor > 0 AND amount_minor <= 9007199254740991),
    kind TEXT NOT NULL,
    reference TEXT NOT NULL,
    at TEXT NOT NULL,
    actor_kind TEXT NOT NULL,
    actor_id TEXT,
    UNIQUE (kind, reference),
    CHECK (debit <> credit)
  )`,
  `CREATE INDEX transfers_by_debit ON transfers (debit, at)`,
  `CREATE INDEX transfers_by_credit ON transfers (credit, at)`,
  `CREATE TABLE invoices (
    id TEXT PRIMARY KEY,
    number TEXT UNIQUE,
    client_id TEXT NOT NULL REFERENCES people (id),
    cut_off TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('draft', 'open', 'paid', 'uncollectible', 'void')),
    total_minor BIGINT NOT NULL CHECK (total_minor > 0 AND total_minor <= 9007199254740991),
    issued_at TEXT,
    CHECK ((number IS NULL) = (status = 'draft'))
  )`,
  `CREATE UNIQUE INDEX invoices_one_a_period ON invoices (client_id, cut_off) WHERE status <> 'void'`,
  `CREATE INDEX invoices_by_cut_off ON invoices (cut_off)`,
  `CREATE TABLE charges (
    order_id TEXT PRIMARY KEY,
    order_number BIGINT NOT NULL,
    order_at TEXT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('completed', 'failed', 'cancelled')),
    service_ru TEXT NOT NULL,
    service_en TEXT NOT NULL,
    client_id TEXT NOT NULL REFERENCES people (id),
    list_price_minor BIGINT NOT NULL,
    discount_percent INTEGER NOT NULL,
    amount_minor BIGINT NOT NULL CHECK (amount_minor > 0 AND amount_minor <= 9007199254740991),
    accrued_at TEXT NOT NULL
  )`,
  `CREATE INDEX charges_by_client ON charges (client_id, accrued_at)`,
  `CREATE TABLE invoice_lines (
    invoice_id TEXT NOT NULL REFERENCES invoices (id),
    order_id TEXT NOT NULL UNIQUE REFERENCES charges (order_id),
    amount_minor BIGINT NOT NULL CHECK (amount_minor > 0),
    PRIMARY KEY (invoice_id, order_id)
  )`,
  `CREATE TABLE payments (
    id TEXT PRIMARY KEY,
    client_id TEXT NOT NULL REFERENCES people (id),
    invoice_id TEXT REFERENCES invoices (id),
    method TEXT NOT NULL CHECK (method IN ('manual')),
    reference_sha256 TEXT NOT NULL,
    amount_minor BIGINT NOT NULL CHECK (amount_minor > 0),
    at TEXT NOT NULL,
    UNIQUE (method, reference_sha256)
  )`,
  `CREATE INDEX payments_by_client ON payments (client_id)`,
  `CREATE TABLE payment_notes (payment_id TEXT PRIMARY KEY REFERENCES payments (id), reference TEXT NOT NULL)`,
  `CREATE TABLE allocations (
    id TEXT PRIMARY KEY,
    invoice_id TEXT NOT NULL REFERENCES invoices (id),
    client_id TEXT NOT NULL REFERENCES people (id),
    amount_minor BIGINT NOT NULL CHECK (amount_minor > 0),
    at TEXT NOT NULL
  )`,
  `CREATE INDEX allocations_by_client ON allocations (client_id)`,
  `CREATE INDEX allocations_by_invoice ON allocations (invoice_id)`,
  `CREATE TABLE earnings (
    order_id TEXT PRIMARY KEY,
    order_number BIGINT NOT NULL,
    order_at TEXT NOT NULL,
    service_ru TEXT NOT NULL,
    service_en TEXT NOT NULL,
    worker_id TEXT NOT NULL REFERENCES people (id),
    kind TEXT NOT NULL CHECK (kind IN ('earning', 'fine')),
    amount_minor BIGINT NOT NULL CHECK (amount_minor > 0),
    accrued_at TEXT NOT NULL
  )`,
  `CREATE INDEX earnings_by_worker ON earnings (worker_id, accrued_at)`,
  `CREATE TABLE bonuses (
    id TEXT PRIMARY KEY,
    worker_id TEXT NOT NULL REFERENCES people (id),
    amount_minor BIGINT NOT NULL CHECK (amount_minor > 0),
    granted_by TEXT NOT NULL REFERENCES people (id),
    at TEXT NOT NULL
  )`,
  `CREATE INDEX bonuses_by_worker ON bonuses (worker_id)`,
  `CREATE TABLE bonus_reasons (bonus_id TEXT PRIMARY KEY REFERENCES bonuses (id), reason TEXT NOT NULL)`,
  `CREATE TABLE payouts (
    id TEXT PRIMARY KEY,
    worker_id TEXT NOT NULL REFERENCES people (id),
    month TEXT NOT NULL,
    due_at TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('pending', 'sent', 'unknown', 'failed', 'parked', 'carried_forward')),
    amount_minor BIGINT NOT NULL ${MONEY('amount_minor')},
    transfer_key TEXT UNIQUE,
    created_at TEXT NOT NULL,
    settled_at TEXT,
    error TEXT,
    UNIQUE (worker_id, month),
    CHECK ((status = 'carried_forward') = (amount_minor < 0))
  )`,
  `CREATE INDEX payouts_open ON payouts (status) WHERE status IN ('pending', 'unknown', 'parked')`,
  `CREATE INDEX payouts_by_worker ON payouts (worker_id, due_at)`,
  `CREATE TABLE parked_accounts (
    account TEXT PRIMARY KEY,
    reason TEXT NOT NULL,
    parked_at TEXT NOT NULL
  )`,
];

/** Tariffs, the ledger, invoices, payments and payouts. */
export const billing: Migration = {
  name: '005-billing',
  statements: (dialect) => [
    ...TABLES,
    ...appendOnly('tariffs', dialect),
    ...appendOnly('transfers', dialect),
    ...frozenOnceIssued(dialect),
    ...appendOnly('charges', dialect),
    ...appendOnly('invoice_lines', dialect),
    ...appendOnly('payments', dialect),
    ...appendOnly('allocations', dialect),
    ...appendOnly('earnings', dialect),
  ],
};
