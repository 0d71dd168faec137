import { referenceHash } from '../payment-reference';
import type { Dialect, Sql } from '../sql';
import { appendOnly, remade, type Migration } from './dialect';

const AMOUNT = (column: string) => `CHECK (${column} > 0 AND ${column} <= 9007199254740991)`;

const PAYMENTS = `CREATE TABLE payments (
  id TEXT PRIMARY KEY,
  client_id TEXT NOT NULL REFERENCES people (id),
  invoice_id TEXT REFERENCES invoices (id),
  method TEXT NOT NULL CHECK (method IN ('manual', 'card', 'telegram')),
  reference_sha256 TEXT NOT NULL,
  amount_minor BIGINT NOT NULL ${AMOUNT('amount_minor')},
  at TEXT NOT NULL
)`;

const TARIFFS = `CREATE TABLE tariffs (
  id INTEGER PRIMARY KEY,
  effective_from TEXT NOT NULL,
  base_price_minor BIGINT NOT NULL CHECK (base_price_minor > 0),
  discounts TEXT NOT NULL,
  worker_share_bp INTEGER NOT NULL CHECK (worker_share_bp BETWEEN 0 AND 10000),
  fine_minor BIGINT NOT NULL CHECK (fine_minor >= 0),
  billing_weekday INTEGER NOT NULL CHECK (billing_weekday BETWEEN 1 AND 7),
  billing_hour INTEGER NOT NULL CHECK (billing_hour BETWEEN 0 AND 23),
  payout_hour INTEGER NOT NULL CHECK (payout_hour BETWEEN 0 AND 23),
  transfer_key_days INTEGER NOT NULL CHECK (transfer_key_days > 0),
  formula TEXT NOT NULL,
  review_hours INTEGER NOT NULL CHECK (review_hours BETWEEN 0 AND 168),
  retry_days TEXT NOT NULL,
  currency TEXT,
  rate_minor BIGINT CHECK (rate_minor > 0),
  added_by TEXT,
  added_at TEXT
)`;

const PAYMENT_COLUMNS = 'id, client_id, invoice_id, method, reference_sha256, amount_minor, at';
const TARIFF_COLUMNS = `id, effective_from, base_price_minor, discounts, worker_share_bp, fine_minor, billing_weekday, billing_hour, payout_hour, transfer_key_days,
  formula, review_hours, retry_days, currency, rate_minor, added_by, added_at`;

/** A reference may come again once its payment is taken back, and an instant may get another tariff once its own is withdrawn. */
const FREED: Record<Dialect, () => string[]> = {
  sqlite: () => [
    'PRAGMA defer_foreign_keys = ON',
    ...remade('payments', PAYMENTS, PAYMENT_COLUMNS),
    ...remade('tariffs', TARIFFS, TARIFF_COLUMNS),
    'CREATE INDEX payments_by_client ON payments (client_id)',
    ...['payments', 'tariffs'].flatMap((table) => appendOnly(table, 'sqlite')),
  ],
  postgres: () => [
    'ALTER TABLE payments DROP CONSTRAINT payments_method_reference_sha256_key',
    'ALTER TABLE tariffs DROP CONSTRAINT tariffs_effective_from_key',
  ],
};

const TABLES = [
  'CREATE INDEX payments_by_reference ON payments (reference_sha256)',
  // The references that no other payment may have (B6): of all payments that were not taken back, whatever the case and the spaces they were typed with.
  `CREATE TABLE payment_references (
    method TEXT NOT NULL,
    reference_sha256 TEXT NOT NULL,
    payment_id TEXT NOT NULL REFERENCES payments (id) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (method, reference_sha256)
  )`,
  'CREATE INDEX payment_references_by_payment ON payment_references (payment_id)',
  // Payments that were booked by mistake, each taken back once by an entry of its own (B11).
  `CREATE TABLE payment_reversals (
    payment_id TEXT PRIMARY KEY REFERENCES payments (id),
    client_id TEXT NOT NULL REFERENCES people (id),
    amount_minor BIGINT NOT NULL ${AMOUNT('amount_minor')},
    made_by TEXT NOT NULL REFERENCES people (id),
    at TEXT NOT NULL
  )`,
  'CREATE INDEX payment_reversals_by_client ON payment_reversals (client_id)',
  // What a payment in the messenger was in its own currency, and what one unit of ours cost in it then (B7).
  `CREATE TABLE payment_currencies (
    payment_id TEXT PRIMARY KEY REFERENCES payments (id),
    currency TEXT NOT NULL,
    amount BIGINT NOT NULL ${AMOUNT('amount')},
    rate_minor BIGINT NOT NULL CHECK (rate_minor > 0)
  )`,
  // When an invoice that was paid was opened again: no card is charged for it by itself.
  'ALTER TABLE invoices ADD COLUMN reopened_at TEXT',
  // Versions of the tariff that never came into force.
  `CREATE TABLE tariff_withdrawals (
    tariff INTEGER PRIMARY KEY REFERENCES tariffs (id),
    withdrawn_by TEXT NOT NULL REFERENCES people (id),
    withdrawn_at TEXT NOT NULL
  )`,
];

interface Known {
  id: string;
  method: string;
  reference_sha256: string;
  reference: string | null;
}

/** Takes up the references of the payments there are: those that were typed are hashed anew, for case and spaces count no more; one without its text stays as it is. */
async function keepReferences(sql: Sql): Promise<void> {
  const payments = await sql.all<Known>('SELECT p.id, p.method, p.reference_sha256, n.reference FROM payments p LEFT JOIN payment_notes n ON n.payment_id = p.id ORDER BY p.id');
  for (const { id, method, reference_sha256, reference } of payments) {
    const hash = reference === null ? reference_sha256 : referenceHash(method, reference);
    await sql.write('INSERT INTO payment_references (method, reference_sha256, payment_id) VALUES ($method, $hash, $id) ON CONFLICT DO NOTHING', { method, hash, id });
  }
}

/** Payments that are taken back or came in another currency, and tariffs that are withdrawn before they begin. */
export const paymentsTakenBack: Migration = {
  name: '011-payments-taken-back',
  statements: (dialect) => [...FREED[dialect](), ...TABLES, ...['payment_currencies', 'payment_reversals', 'tariff_withdrawals'].flatMap((table) => appendOnly(table, dialect))],
  after: keepReferences,
};
