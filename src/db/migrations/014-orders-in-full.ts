import { BEGINNING } from '../tables';
import type { Migration } from './dialect';

const STATEMENTS = [
  'ALTER TABLE services ADD COLUMN description_ru TEXT',
  'ALTER TABLE services ADD COLUMN description_en TEXT',
  'ALTER TABLE order_details ADD COLUMN directions TEXT',
  'ALTER TABLE orders ADD COLUMN reminded_at TEXT',
  'ALTER TABLE orders ADD COLUMN assigned_at TEXT',
  `ALTER TABLE orders ADD COLUMN cannot_come TEXT CHECK (cannot_come IN ('ill', 'other'))`,
  'ALTER TABLE order_photos ADD COLUMN taken_at TEXT',
  'ALTER TABLE order_photos ADD COLUMN kept_at TEXT',
  'ALTER TABLE order_photos ADD COLUMN seen_on TEXT REFERENCES orders (id)',
  `ALTER TABLE order_photos ADD COLUMN seen_kind TEXT CHECK (seen_kind IN ('started', 'completed'))`,
  'UPDATE order_photos SET kept_at = (SELECT kept_at FROM photos p WHERE p.sha256 = order_photos.sha256)',
  'CREATE INDEX order_photos_by_hash ON order_photos (sha256, kept_at)',
  'CREATE INDEX absences_by_worker ON absences (worker_id, ends_at)',
  // As orders are listed: those without a worker first, then the newest.
  `CREATE INDEX orders_as_listed ON orders ((CASE status WHEN 'unmatched' THEN 0 ELSE 1 END), number DESC)`,
  // Policies are append-only: the numbers that are new hold from a moment after the first ones.
  `INSERT INTO policies (name, effective_from, data)
   SELECT name, '1970-01-01T00:00:00.001Z', REPLACE(data, '}', ',"move_hours":12,"unmatched_reminder_minutes":180}')
   FROM policies WHERE name = 'orders' AND effective_from = '${BEGINNING}'`,
];

/** Moving, directions, photos seen before, reminders and descriptions of services. */
export const ordersInFull: Migration = {
  name: '014-orders-in-full',
  statements: () => STATEMENTS,
};
