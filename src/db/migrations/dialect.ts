import type { Dialect, Sql } from '../sql';
import type { MigrationName } from './names';

/** One step of the schema: its statements in the common tongue of both databases (see `translate`). */
export interface Migration {
  name: MigrationName;
  statements: (dialect: Dialect) => string[];
  /** What no statement can say, after them. */
  after?: (sql: Sql) => Promise<void>;
}

/** Writes the common tongue for one database: STRICT tables, BLOB and REAL on SQLite, BYTEA and DOUBLE PRECISION on PostgreSQL. */
export function translate(statement: string, dialect: Dialect): string {
  if (dialect === 'postgres') return statement.replaceAll('BYTES', 'BYTEA').replace(/\bDOUBLE\b/g, 'DOUBLE PRECISION');
  const words = statement.replaceAll('BYTES', 'BLOB').replaceAll('BIGINT', 'INTEGER').replace(/\bDOUBLE\b/g, 'REAL');
  return /^\s*CREATE TABLE/.test(words) ? `${words.trimEnd()} STRICT` : words;
}

/** Statements that make a table append-only: the database itself refuses changes (B11). */
export function appendOnly(table: string, dialect: Dialect): string[] {
  if (dialect === 'sqlite') {
    return ['UPDATE', 'DELETE'].map(
      (change) => `CREATE TRIGGER ${table}_no_${change.toLowerCase()} BEFORE ${change} ON ${table}
        BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END`,
    );
  }
  return [
    `CREATE FUNCTION ${table}_append_only() RETURNS trigger LANGUAGE plpgsql
       AS 'BEGIN RAISE EXCEPTION ''${table} is append-only''; END'`,
    `CREATE TRIGGER ${table}_no_change BEFORE UPDATE OR DELETE ON ${table} FOR EACH ROW EXECUTE FUNCTION ${table}_append_only()`,
    `CREATE TRIGGER ${table}_no_truncate BEFORE TRUNCATE ON ${table} EXECUTE FUNCTION ${table}_append_only()`,
  ];
}

/** Statements that make a SQLite table anew around its rows: its CHECKs cannot be changed in place. References to it are checked at the end (`PRAGMA defer_foreign_keys`). */
export function remade(table: string, definition: string, columns: string, rows = `SELECT ${columns} FROM ${table}`): string[] {
  return [
    `CREATE TEMP TABLE kept AS ${rows}`,
    `DROP TABLE ${table}`,
    definition,
    `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM kept`,
    'DROP TABLE kept',
  ];
}
