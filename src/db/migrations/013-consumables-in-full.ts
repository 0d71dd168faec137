import { COOKIES } from './013-cookies';
import { appendOnly, type Migration } from './dialect';

const STOCK = [
  `CREATE TABLE items (
    key TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    name_ru TEXT,
    also TEXT NOT NULL,
    unit TEXT,
    counted INTEGER NOT NULL CHECK (counted IN (0, 1)),
    reorder_level BIGINT CHECK (reorder_level > 0),
    order_quantity BIGINT CHECK (order_quantity > 0)
  )`,
  `CREATE TABLE item_names (name TEXT PRIMARY KEY, item_key TEXT NOT NULL REFERENCES items (key))`,
  `CREATE INDEX item_names_of ON item_names (item_key)`,
  `CREATE TABLE stock (
    item_key TEXT PRIMARY KEY REFERENCES items (key),
    on_hand BIGINT NOT NULL CHECK (on_hand >= 0),
    movements BIGINT NOT NULL CHECK (movements >= 0)
  )`,
  `CREATE TABLE purchases (
    number BIGINT PRIMARY KEY,
    item_key TEXT NOT NULL REFERENCES items (key),
    quantity BIGINT NOT NULL CHECK (quantity > 0),
    received BIGINT NOT NULL CHECK (received >= 0),
    status TEXT NOT NULL CHECK (status IN ('open', 'ordered', 'received', 'cancelled')),
    opened_at TEXT NOT NULL,
    closed_at TEXT
  )`,
  `CREATE UNIQUE INDEX purchases_one_open ON purchases (item_key) WHERE status IN ('open', 'ordered')`,
  `CREATE TABLE purchase_notes (purchase BIGINT PRIMARY KEY REFERENCES purchases (number), reason TEXT NOT NULL)`,
  `CREATE TABLE stock_movements (
    item_key TEXT NOT NULL REFERENCES items (key),
    no BIGINT NOT NULL CHECK (no > 0),
    kind TEXT NOT NULL CHECK (kind IN ('issued', 'returned', 'received', 'counted')),
    quantity BIGINT NOT NULL CHECK (quantity <> 0 OR kind = 'counted'),
    on_hand BIGINT NOT NULL CHECK (on_hand >= 0),
    order_id TEXT REFERENCES supply_requests (order_id),
    order_number BIGINT,
    purchase BIGINT REFERENCES purchases (number),
    at TEXT NOT NULL,
    by_id TEXT REFERENCES people (id),
    PRIMARY KEY (item_key, no)
  )`,
  `CREATE INDEX stock_movements_of_order ON stock_movements (order_id) WHERE order_id IS NOT NULL`,
  `CREATE TABLE stock_notes (item_key TEXT NOT NULL, no BIGINT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (item_key, no))`,
  `ALTER TABLE supply_requests ADD COLUMN template_version BIGINT`,
  `ALTER TABLE supply_requests ADD COLUMN returned_at TEXT`,
  `ALTER TABLE supply_requests ADD COLUMN returned_by TEXT`,
  // Whether the order has nobody now; the worker stays whoever had it last.
  `ALTER TABLE supply_requests ADD COLUMN waiting INTEGER NOT NULL DEFAULT 0 CHECK (waiting IN (0, 1))`,
  `UPDATE supply_requests SET waiting = 1 WHERE order_id IN (SELECT id FROM orders WHERE status = 'unmatched')`,
];

/** Counted items, purchases, cookies and escalation. */
export const consumablesInFull: Migration = {
  name: '013-consumables-in-full',
  statements: (dialect) => [...STOCK, ...COOKIES, ...appendOnly('stock_movements', dialect)],
};
