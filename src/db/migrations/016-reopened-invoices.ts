import type { Dialect, Sql } from '../sql';
import { appendOnly, remade, type Migration } from './dialect';

const AMOUNT = 'CHECK (amount_minor > 0 AND amount_minor <= 9007199254740991)';

const WRITE_OFFS = `CREATE TABLE write_offs (
  id TEXT PRIMARY KEY,
  invoice_id TEXT NOT NULL REFERENCES invoices (id),
  client_id TEXT NOT NULL REFERENCES people (id),
  amount_minor BIGINT NOT NULL ${AMOUNT},
  made_by TEXT NOT NULL REFERENCES people (id),
  at TEXT NOT NULL
)`;

/** An invoice may be given up again after it was reopened. The write-offs there are go by the id of their invoice, as their rows of the ledger do. */
const IDENTIFIED: Record<Dialect, () => string[]> = {
  sqlite: () => [
    ...remade('write_offs', WRITE_OFFS, 'id, invoice_id, client_id, amount_minor, made_by, at', 'SELECT invoice_id AS id, * FROM write_offs'),
    'CREATE INDEX write_offs_by_client ON write_offs (client_id)',
    ...appendOnly('write_offs', 'sqlite'),
  ],
  postgres: () => [
    'ALTER TABLE write_offs DISABLE TRIGGER write_offs_no_change',
    'ALTER TABLE write_offs ADD COLUMN id TEXT',
    'UPDATE write_offs SET id = invoice_id',
    'ALTER TABLE write_offs DROP CONSTRAINT write_offs_pkey',
    'ALTER TABLE write_offs ADD PRIMARY KEY (id)',
    'ALTER TABLE write_offs ENABLE TRIGGER write_offs_no_change',
  ],
};

/** Invoices that were voided say when, as the log tells it: what a day's papers were can be asked later. */
async function keepVoided(sql: Sql): Promise<void> {
  const told = await sql.all<{ at: string; data: string }>(`SELECT at, data FROM events WHERE type = 'invoice_voided' ORDER BY id`);
  for (const { at, data } of told) await sql.write('UPDATE invoices SET voided_at = $at WHERE id = $id', { at, id: (JSON.parse(data) as { invoice: string }).invoice });
}

const TABLES = [
  'ALTER TABLE invoices ADD COLUMN voided_at TEXT',
  'CREATE INDEX write_offs_by_invoice ON write_offs (invoice_id)',
  // Write-offs that were taken back, each once, by an entry of its own (B11).
  `CREATE TABLE reopenings (
    id TEXT PRIMARY KEY,
    write_off_id TEXT NOT NULL UNIQUE REFERENCES write_offs (id),
    invoice_id TEXT NOT NULL REFERENCES invoices (id),
    client_id TEXT NOT NULL REFERENCES people (id),
    amount_minor BIGINT NOT NULL ${AMOUNT},
    made_by TEXT NOT NULL REFERENCES people (id),
    at TEXT NOT NULL
  )`,
  'CREATE INDEX reopenings_by_invoice ON reopenings (invoice_id)',
  'CREATE INDEX reopenings_by_client ON reopenings (client_id)',
];

/** Invoices that were given up and are asked for again, and when invoices were voided. */
export const reopenedInvoices: Migration = {
  name: '016-reopened-invoices',
  statements: (dialect) => [...IDENTIFIED[dialect](), ...TABLES, ...appendOnly('reopenings', dialect)],
  after: keepVoided,
};
