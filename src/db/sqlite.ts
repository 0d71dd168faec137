import sqlite3 from 'sqlite3';

import { mortal, statementError, type Params, type Sql } from './sql';

/** The oldest SQLite whose WAL is safe to write to (WAL-reset corruption before it). */
const OLDEST_SAFE = [3, 51, 3] as const;

const PRAGMAS = [
  'PRAGMA busy_timeout = 5000',
  'PRAGMA journal_mode = WAL',
  'PRAGMA synchronous = FULL',
  'PRAGMA foreign_keys = ON',
  'PRAGMA recursive_triggers = ON',
].join(';');

/** sqlite3's connection with our pragmas: Sequelize opens one for each transaction and offers no hook to set them. */
class PragmaDatabase extends sqlite3.Database {
  constructor(file: string, mode?: number, opened?: (error: Error | null) => void) {
    super(file, mode ?? sqlite3.OPEN_READWRITE | sqlite3.OPEN_CREATE, (error) => {
      if (error) return void opened?.(error);
      this.exec(PRAGMAS, (failed) => opened?.(failed));
    });
  }
}

/** The driver as Sequelize wants it (`dialectModule`). */
export const dialectModule = { ...sqlite3, Database: PragmaDatabase };

/** Reads with the bare driver in one snapshot: a command that only looks need not load Sequelize (ADR 3). */
export class SqliteReader {
  private constructor(private readonly connection: sqlite3.Database) {}

  /** Opens the file for reading; throws where it does not exist. */
  static async open(file: string): Promise<SqliteReader> {
    const connection = await new Promise<sqlite3.Database>((resolve, reject) => {
      const opened = new PragmaDatabase(file, sqlite3.OPEN_READWRITE, (error) => (error ? reject(statementError(error)) : resolve(opened)));
    });
    const reader = new SqliteReader(connection);
    await reader.refuseUnsafe();
    return reader;
  }

  private queue: Promise<unknown> = Promise.resolve();

  /** Runs one look in a read transaction; looks queue up, since they share a connection. */
  snapshot<T>(look: (sql: Sql) => Promise<T>): Promise<T> {
    const turn = this.queue.then(async () => {
      await this.all('BEGIN');
      try {
        return await look(mortal(this.sql));
      } finally {
        await this.all('ROLLBACK');
      }
    });
    this.queue = turn.catch(() => undefined);
    return turn;
  }

  close(): Promise<void> {
    return new Promise((resolve, reject) => this.connection.close((error) => (error ? reject(error) : resolve())));
  }

  private readonly sql: Sql = {
    dialect: 'sqlite',
    all: (statement, params) => this.all(statement, params),
    one: async <R extends object>(statement: string, params?: Params) => (await this.all<R>(statement, params))[0],
    write: () => Promise.reject(new Error('a query writes nothing')),
  };

  private all<R extends object>(statement: string, params: Params = {}): Promise<R[]> {
    const bound = Object.fromEntries(Object.entries(params).map(([name, value]) => [`$${name}`, value]));
    return new Promise((resolve, reject) =>
      this.connection.all<R>(statement, bound, (error, rows) => (error ? reject(statementError(error)) : resolve(rows))),
    );
  }

  private async refuseUnsafe(): Promise<void> {
    const [found] = await this.all<{ version: string }>('SELECT sqlite_version() AS version');
    const version = (found?.version ?? '0').split('.').map(Number);
    const difference = OLDEST_SAFE.map((part, at) => (version[at] ?? 0) - part).find((part) => part !== 0) ?? 0;
    if (difference < 0) throw new Error(`SQLite ${found?.version} is too old: ${OLDEST_SAFE.join('.')} or newer is needed`);
  }
}
