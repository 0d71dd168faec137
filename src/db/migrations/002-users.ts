import type { Migration } from './dialect';

const TABLES = [
  `CREATE TABLE people (
    id TEXT PRIMARY KEY,
    number BIGINT NOT NULL UNIQUE,
    language TEXT NOT NULL CHECK (language IN ('ru', 'en')),
    status TEXT NOT NULL CHECK (status IN ('active', 'deactivated')),
    created_at TEXT NOT NULL
  )`,
  `CREATE TABLE person_details (
    person_id TEXT PRIMARY KEY REFERENCES people (id),
    name TEXT NOT NULL,
    contact TEXT
  )`,
  `CREATE TABLE person_roles (
    person_id TEXT NOT NULL REFERENCES people (id),
    role TEXT NOT NULL CHECK (role IN ('client', 'candidate', 'worker', 'manager', 'supplies', 'admin')),
    PRIMARY KEY (person_id, role)
  )`,
  `CREATE TABLE telegram_links (
    person_id TEXT PRIMARY KEY REFERENCES people (id),
    chat_id BIGINT NOT NULL UNIQUE,
    linked_at TEXT NOT NULL,
    unreachable_since TEXT
  )`,
  `CREATE TABLE invitations (
    code_sha256 TEXT PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES people (id),
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    used_at TEXT
  )`,
  `CREATE TABLE sessions (
    token_sha256 TEXT PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES people (id),
    created_at TEXT NOT NULL
  )`,
];

/** People, roles, invitations, chats and sessions. */
export const users: Migration = {
  name: '002-users',
  statements: () => TABLES,
};
