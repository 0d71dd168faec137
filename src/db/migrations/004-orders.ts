import type { Migration } from './dialect';

const MONEY = (column: string) => `CHECK (${column} BETWEEN -9007199254740991 AND 9007199254740991)`;

const TABLES = [
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
    overdue_at TEXT,
    CHECK ((worker_id IS NULL) = (status = 'unmatched') OR status IN ('cancelled')),
    CHECK (status IN ('unmatched', 'cancelled') OR price_minor IS NOT NULL)
  )`,
  `CREATE INDEX orders_by_client ON orders (client_id)`,
  `CREATE INDEX orders_by_worker ON orders (worker_id)`,
  `CREATE INDEX orders_open ON orders (at) WHERE status IN ('unmatched', 'assigned', 'started')`,
  `CREATE TABLE order_details (
    order_id TEXT PRIMARY KEY REFERENCES orders (id),
    place TEXT NOT NULL,
    description TEXT
  )`,
  `CREATE TABLE order_notes (
    id TEXT PRIMARY KEY,
    order_id TEXT NOT NULL REFERENCES orders (id),
    about TEXT NOT NULL,
    note TEXT NOT NULL,
    at TEXT NOT NULL
  )`,
  `CREATE INDEX order_notes_by_order ON order_notes (order_id, about, at)`,
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
];

/** Services, orders and evidence photos. */
export const orders: Migration = {
  name: '004-orders',
  statements: () => TABLES,
};
