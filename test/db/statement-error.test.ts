import { statementError } from '../../src/db/sql';

const failure = (code: string, message = '') => Object.assign(new Error(message), { code });

test.each([
  [failure('23505'), 'unique'],
  [failure('SQLITE_CONSTRAINT', 'SQLITE_CONSTRAINT: UNIQUE constraint failed: orders.id'), 'unique'],
  [failure('SQLITE_CONSTRAINT', 'SQLITE_CONSTRAINT: CHECK constraint failed'), 'constraint'],
  [failure('P0001', 'transfers is append-only'), 'constraint'],
  [failure('SQLITE_BUSY'), 'busy'],
  [failure('SQLITE_READONLY'), 'readonly'],
  [failure('SQLITE_NOTADB'), 'not_a_database'],
  [failure('SQLITE_FULL'), 'full'],
  [failure('42P01'), 'missing_table'],
  [failure('SQLITE_CANTOPEN'), 'missing_file'],
  [failure('ECONNREFUSED'), 'unreachable'],
  [failure('40001'), 'transient'],
  [failure('57P01'), 'transient'],
  [failure('', 'Connection terminated unexpectedly'), 'transient'],
  [failure('42703'), 'other'],
  [{ parent: failure('40P01') }, 'transient'],
])('%s is told as %s on either database', (error, reason) => {
  expect(statementError(error)).toMatchObject({ reason });
});
