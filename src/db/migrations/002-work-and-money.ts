import type { Dialect } from '../sql';
import { appendOnly, type Migration } from './dialect';

const MONEY = (column: string) => `CHECK (${column} BETWEEN -9007199254740991 AND 9007199254740991)`;

/** An issued invoice never changes but for its state, and is never removed (B6): the database itself refuses it. */
function frozenOnceIssued(dialect: Dialect): string[] {
  const changed = ['id', 'number', 'client_id', 'cut_off', 'total_minor', 'issued_at'].map((column) => `OLD.${column} <> NEW.${column}`).join(' OR ');
  if (dialect === 'sqlite') {
    return [
      `CREATE TRIGGER invoices_frozen BEFORE UPDATE ON invoices WHEN OLD.status <> 'draft' AND (${changed} OR NEW.status = 'draft')
        BEGIN SELECT RAISE(ABORT, 'an issued invoice never changes'); END`,
      `CREATE TRIGGER invoices_kept BEFORE DELETE ON invoices WHEN OLD.status <> 'draft'
        BEGIN SELECT RAISE(ABORT, 'an issued invoice is never removed'); END`,
    ];
  }
  return [
    `CREATE FUNCTION invoices_frozen() RETURNS trigger LANGUAGE plpgsql
       AS 'BEGIN RAISE EXCEPTION ''an issued invoice never changes''; END'`,
    `CREATE TRIGGER invoices_frozen BEFORE UPDATE ON invoices FOR EACH ROW
       WHEN (OLD.status <> 'draft' AND (${changed} OR NEW.status = 'draft')) EXECUTE FUNCTION invoices_frozen()`,
    `CREATE TRIGGER invoices_kept BEFORE DELETE ON invoices FOR EACH ROW
       WHEN (OLD.status <> 'draft') EXECUTE FUNCTION invoices_frozen()`,
  ];
}

/** Staffing, orders, billing, consumables and quality. */
export const workAndMoney: Migration = {
  name: '002-work-and-money',
  statements: (dialect) => [
    `CREATE TABLE policies (
      name TEXT NOT NULL,
      effective_from TEXT NOT NULL,
      data TEXT NOT NULL,
      PRIMARY KEY (name, effective_from)
    )`,
    ...appendOnly('policies', dialect),
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
    ...appendOnly('match_traces', dialect),
    `CREATE TABLE services (
      id TEXT PRIMARY KEY,
      name_ru TEXT NOT NULL,
      name_en TEXT NOT NULL,
      minutes INTEGER NOT NULL CHECK (minutes BETWEEN 15 AND 480),
      status TEXT NOT NULL CHECK (status IN ('active', 'retired')),
      created_at TEXT NOT NULL
    )`,
    `CREATE UNIQUE INDEX services_one_name ON services (name_en) WHERE status = 'active'`,
    `CREATE TABLE orders (
      id TEXT PRIMARY KEY,
      number BIGINT NOT NULL UNIQUE,
      client_id TEXT NOT NULL REFERENCES people (id),
      service_id TEXT NOT NULL REFERENCES services (id),
      worker_id TEXT REFERENCES people (id),
      status TEXT NOT NULL CHECK (status IN ('unmatched', 'assigned', 'started', 'completed', 'failed', 'cancelled')),
      end_reason TEXT,
      at TEXT NOT NULL,
      ends_at TEXT NOT NULL,
      copy_of TEXT UNIQUE REFERENCES orders (id),
      tariff_id INTEGER,
      estimate_minor BIGINT NOT NULL ${MONEY('estimate_minor')},
      list_price_minor BIGINT ${MONEY('list_price_minor')},
      discount_percent INTEGER CHECK (discount_percent BETWEEN 0 AND 100),
      price_minor BIGINT ${MONEY('price_minor')},
      placed_at TEXT NOT NULL,
      started_at TEXT,
      ended_at TEXT,
      CHECK ((worker_id IS NULL) = (status = 'unmatched') OR status IN ('cancelled')),
      CHECK (status IN ('unmatched', 'cancelled') OR price_minor IS NOT NULL)
    )`,
    `CREATE INDEX orders_by_client ON orders (client_id)`,
    `CREATE INDEX orders_by_worker ON orders (worker_id)`,
    `CREATE INDEX orders_open ON orders (at) WHERE status IN ('unmatched', 'assigned', 'started')`,
    `CREATE TABLE order_details (
      order_id TEXT PRIMARY KEY REFERENCES orders (id),
      place TEXT NOT NULL,
      description TEXT,
      end_note TEXT
    )`,
    `CREATE TABLE photos (
      sha256 TEXT PRIMARY KEY,
      mime TEXT NOT NULL,
      bytes BYTES NOT NULL,
      kept_at TEXT NOT NULL
    )`,
    `CREATE TABLE order_photos (
      order_id TEXT NOT NULL REFERENCES orders (id),
      kind TEXT NOT NULL CHECK (kind IN ('started', 'completed')),
      sha256 TEXT NOT NULL REFERENCES photos (sha256),
      PRIMARY KEY (order_id, kind)
    )`,
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
    ...appendOnly('tariffs', dialect),
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
    ...appendOnly('transfers', dialect),
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
    ...frozenOnceIssued(dialect),
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
    ...appendOnly('charges', dialect),
    `CREATE TABLE invoice_lines (
      invoice_id TEXT NOT NULL REFERENCES invoices (id),
      order_id TEXT NOT NULL UNIQUE REFERENCES charges (order_id),
      amount_minor BIGINT NOT NULL CHECK (amount_minor > 0),
      PRIMARY KEY (invoice_id, order_id)
    )`,
    ...appendOnly('invoice_lines', dialect),
    `CREATE TABLE payments (
      id TEXT PRIMARY KEY,
      client_id TEXT NOT NULL REFERENCES people (id),
      invoice_id TEXT REFERENCES invoices (id),
      method TEXT NOT NULL CHECK (method IN ('manual')),
      reference TEXT NOT NULL,
      amount_minor BIGINT NOT NULL CHECK (amount_minor > 0),
      at TEXT NOT NULL,
      UNIQUE (method, reference)
    )`,
    `CREATE INDEX payments_by_client ON payments (client_id)`,
    ...appendOnly('payments', dialect),
    `CREATE TABLE allocations (
      id TEXT PRIMARY KEY,
      invoice_id TEXT NOT NULL REFERENCES invoices (id),
      client_id TEXT NOT NULL REFERENCES people (id),
      amount_minor BIGINT NOT NULL CHECK (amount_minor > 0),
      at TEXT NOT NULL
    )`,
    `CREATE INDEX allocations_by_client ON allocations (client_id)`,
    `CREATE INDEX allocations_by_invoice ON allocations (invoice_id)`,
    ...appendOnly('allocations', dialect),
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
    ...appendOnly('earnings', dialect),
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
    `CREATE TABLE supply_notes (order_id TEXT PRIMARY KEY REFERENCES supply_requests (order_id), override_reason TEXT NOT NULL)`,
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
  ],
};
