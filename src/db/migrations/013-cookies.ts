/** Fortune cookies, kits that were escalated, and the numbers by which that and reminders go: part of migration 013. */
export const COOKIES = [
  `CREATE TABLE cookies (
    order_id TEXT PRIMARY KEY REFERENCES supply_requests (order_id),
    state TEXT NOT NULL CHECK (state IN ('wanted', 'promised', 'arrived', 'none')),
    comes_at TEXT CHECK ((comes_at IS NULL) = (state IN ('wanted', 'none'))),
    attempts INTEGER NOT NULL DEFAULT 0,
    next_at TEXT
  )`,
  `CREATE INDEX cookies_due ON cookies (next_at) WHERE next_at IS NOT NULL`,
  `CREATE TABLE kit_escalations (
    order_id TEXT NOT NULL REFERENCES supply_requests (order_id),
    due_at TEXT NOT NULL,
    PRIMARY KEY (order_id, due_at)
  )`,
  `INSERT INTO policies (name, effective_from, data) VALUES ('consumables', '1970-01-01T00:00:00.000Z', '{"escalation_minutes":60}')`,
  `INSERT INTO policies (name, effective_from, data) VALUES ('notifications', '1970-01-01T00:00:00.000Z', '{"job_soon_minutes":60}')`,
];
