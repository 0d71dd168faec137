import type { Sequelize, Transaction } from 'sequelize';

import { mutex } from './mutex';
import { mortal, statementError, StatementError, type Database, type Params, type Sql } from './sql';

/** How often a unit of work is tried where PostgreSQL asks for it (serialisation, deadlock, lost backend). */
const TRIES = 3;

/** Opens `sqlite:<file>` or `postgres://…`; nothing is loaded or connected before the first use. */
export function openDatabase(url: string): Database {
  return url.startsWith('postgres') ? openPostgres(url) : openSqlite(url.replace(/^sqlite:/, ''));
}

function openSqlite(file: string): Database {
  const oneWriter = mutex();
  const sequelize = lazily(async () => {
    const [{ Sequelize }, { dialectModule }] = await Promise.all([import('sequelize'), import('./sqlite')]);
    const opened = new Sequelize({ dialect: 'sqlite', dialectModule, storage: file, logging: false, retry: { max: 1 } });
    closeBrokenConnections(opened);
    return opened;
  });
  const reader = lazily(async () => (await import('./sqlite')).SqliteReader.open(file));
  return {
    dialect: 'sqlite',
    transaction: (work) => oneWriter(async () => inTransaction(await sequelize.get(), 'sqlite', work)),
    snapshot: async (look) => (await reader.get()).snapshot(look),
    close: async () => {
      await oneWriter(async () => (await sequelize.made())?.close());
      await (await reader.made())?.close();
    },
  };
}

function openPostgres(url: string): Database {
  const sequelize = lazily(async () => {
    const [{ Sequelize }, pg] = await Promise.all([import('sequelize'), import('pg')]);
    const INT8 = 20;
    pg.types.setTypeParser(INT8, Number);
    return new Sequelize(url, { dialect: 'postgres', dialectModule: pg, logging: false, retry: { max: 1 }, pool: { max: 10 } });
  });
  return {
    dialect: 'postgres',
    transaction: async (work) => retried(async () => inTransaction(await sequelize.get(), 'postgres', work)),
    snapshot: async (look) =>
      retried(async () => inTransaction(await sequelize.get(), 'postgres', look, { readOnly: true })),
    close: async () => (await sequelize.made())?.close(),
  };
}

async function inTransaction<T>(
  sequelize: Sequelize,
  dialect: Sql['dialect'],
  work: (sql: Sql) => Promise<T>,
  options: { readOnly?: boolean } = {},
): Promise<T> {
  const { Transaction, QueryTypes } = await import('sequelize');
  const begin = options.readOnly
    ? { isolationLevel: Transaction.ISOLATION_LEVELS.REPEATABLE_READ, readOnly: true }
    : dialect === 'sqlite'
      ? { type: Transaction.TYPES.IMMEDIATE }
      : {};
  const transaction: Transaction = await sequelize.transaction(begin).catch((error: unknown) => Promise.reject(statementError(error)));
  if (options.readOnly) await sequelize.query('SET TRANSACTION READ ONLY', { transaction });
  const all = <R extends object>(statement: string, bind: Params = {}) =>
    sequelize.query<R>(statement, { bind, transaction, raw: true, type: QueryTypes.SELECT });
  const sql = mortal({
    dialect,
    all,
    one: async <R extends object>(statement: string, params?: Params) => (await all<R>(statement, params))[0],
    write: (statement, bind = {}) =>
      sequelize.query(statement, { bind, transaction, raw: true, type: QueryTypes.BULKUPDATE }),
  });
  let result: T;
  try {
    result = await work(sql);
    const failure = sql.failure();
    if (failure) throw failure;
  } catch (error) {
    await transaction.rollback().catch(() => undefined);
    throw error;
  }
  await transaction.commit().catch((error: unknown) => Promise.reject(uncertain(error)));
  return result;
}

/** After a failed COMMIT nobody knows what was kept: it is never tried again blindly. */
function uncertain(error: unknown): StatementError {
  const found = statementError(error);
  return found.reason === 'transient' ? new StatementError('other', found.cause) : found;
}

async function retried<T>(unit: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await unit();
    } catch (error) {
      if (!(error instanceof StatementError) || error.reason !== 'transient' || attempt === TRIES) throw error;
    }
  }
}

/** Sequelize leaks the connection, and with it the write lock, when COMMIT fails on SQLite: roll back and close it ourselves. */
function closeBrokenConnections(sequelize: Sequelize): void {
  // Sequelize's types leave its connection manager out.
  const manager = Reflect.get(sequelize, 'connectionManager') as ConnectionManager;
  manager.destroyConnection = (connection) =>
    new Promise((resolve) =>
      connection.exec('ROLLBACK', () => {
        manager.releaseConnection(connection);
        resolve();
      }),
    );
}

interface SqliteConnection {
  exec(statement: string, done: () => void): void;
}

interface ConnectionManager {
  destroyConnection(connection: SqliteConnection): Promise<void>;
  releaseConnection(connection: SqliteConnection): void;
}

/** Makes a thing when it is first asked for; a failure is forgotten, so that the next asking tries again. */
function lazily<T>(make: () => Promise<T>): { get(): Promise<T>; made(): Promise<T | undefined> } {
  let value: Promise<T> | undefined;
  const forget = (error: unknown): never => {
    value = undefined;
    throw error;
  };
  return {
    get: () => (value ??= make().catch(forget)),
    made: () => value ?? Promise.resolve(undefined),
  };
}
