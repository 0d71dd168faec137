/** What a statement's parameters and columns may hold; instants travel as ISO 8601 text, yes/no as 1/0 (ADR 3). */
export type Value = string | number | Buffer | null;

/** Named parameters, written `$name` in the statement. */
export type Params = Record<string, Value>;

/** The two databases. */
export type Dialect = 'sqlite' | 'postgres';

/** Statements bound to one transaction (or one read-only look). */
export interface Sql {
  readonly dialect: Dialect;
  all<R extends object>(statement: string, params?: Params): Promise<R[]>;
  /** The first row, if there is one. */
  one<R extends object>(statement: string, params?: Params): Promise<R | undefined>;
  /** Carries out an INSERT, UPDATE or DELETE and tells how many rows it touched. */
  write(statement: string, params?: Params): Promise<number>;
}

/** One database: SQLite or PostgreSQL. */
export interface Database {
  readonly dialect: Dialect;
  /** One write transaction, committed when `work` resolves; after any failed statement it can only be rolled back. */
  transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  /** One consistent read-only look. */
  snapshot<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** A statement that failed, told in the same words on both databases. */
export class StatementError extends Error {
  constructor(
    readonly reason: 'readonly' | 'closed_month' | 'not_a_database' | 'unique' | 'constraint' | 'busy' | 'transient' | 'full' | 'missing_table' | 'missing_file' | 'unreachable' | 'other',
    cause: unknown,
  ) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.name = 'StatementError';
  }
}

/** Maps a driver's error, in the one place where its wording matters. */
export function statementError(error: unknown): StatementError {
  if (error instanceof StatementError) return error;
  const parent = (error as { parent?: unknown }).parent ?? error;
  const { code, message } = parent as { code?: string; message?: string };
  const said = message ?? '';
  if (code === '23505' || said.includes('UNIQUE constraint failed')) return new StatementError('unique', parent);
  if (said.includes('the month is closed')) return new StatementError('closed_month', parent);
  if (code?.startsWith('23') || code === 'P0001' || said.includes('SQLITE_CONSTRAINT')) return new StatementError('constraint', parent);
  if (code === 'SQLITE_READONLY' || said.includes('SQLITE_READONLY') || code === '25006') return new StatementError('readonly', parent);
  if (code === 'SQLITE_NOTADB' || said.includes('SQLITE_NOTADB')) return new StatementError('not_a_database', parent);
  if (code === 'SQLITE_BUSY' || said.includes('SQLITE_BUSY')) return new StatementError('busy', parent);
  if (code === 'SQLITE_FULL' || said.includes('SQLITE_FULL') || code === '53100') return new StatementError('full', parent);
  if (code === '42P01' || said.includes('no such table')) return new StatementError('missing_table', parent);
  if (code === 'SQLITE_CANTOPEN' || said.includes('SQLITE_CANTOPEN') || code === '3D000') return new StatementError('missing_file', parent);
  if (code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === 'ETIMEDOUT') return new StatementError('unreachable', parent);
  if (said === 'Connection terminated unexpectedly' || /^(40001|40P01|57P0[123]|08...|ECONNRESET)$/.test(code ?? '')) return new StatementError('transient', parent);
  return new StatementError('other', parent);
}

/** Wraps raw statements so that they go one after the other, as a connection takes them, and the first failure kills the unit of work: later statements repeat the same error. */
export function mortal(sql: Sql): Sql & { failure(): StatementError | undefined } {
  let failure: StatementError | undefined;
  let before: Promise<unknown> = Promise.resolve();
  const attempt = async <T>(statement: () => Promise<T>): Promise<T> => {
    if (failure) throw failure;
    try {
      return await statement();
    } catch (error) {
      failure = statementError(error);
      throw failure;
    }
  };
  const guarded = <T>(statement: () => Promise<T>): Promise<T> => {
    const asked = before.then(() => attempt(statement));
    before = asked.catch(() => undefined);
    return asked;
  };
  return {
    dialect: sql.dialect,
    all: (statement, params) => guarded(() => sql.all(statement, params)),
    one: (statement, params) => guarded(() => sql.one(statement, params)),
    write: (statement, params) => guarded(() => sql.write(statement, params)),
    failure: () => failure,
  };
}
