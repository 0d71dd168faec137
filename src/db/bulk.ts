import type { Dialect, Params } from './sql';

/** A row that can be sent with many others: as JSON, which has no bytes. */
export type PlainRow = Record<string, string | number | null>;

/** The most rows of one statement: its text stays below a megabyte. */
const PORTION = 1000;

/**
 * Statements that insert many rows with the same columns, a thousand at a time, each as one parameter: five times as fast as a
 * parameter for each value. Rows with a fraction that SQLite could not restore come back as `rest`.
 */
export function bulkInsertions(dialect: Dialect, table: string, rows: readonly PlainRow[]): { statements: { statement: string; params: Params }[]; rest: PlainRow[] } {
  const rest = dialect === 'sqlite' ? rows.filter((row) => Object.values(row).some((value) => typeof value === 'number' && !isExact(value))) : [];
  const good = rest.length === 0 ? rows : rows.filter((row) => !rest.includes(row));
  const write = dialect === 'sqlite' ? forSqlite : forPostgres;
  return { statements: portions(good).map((portion) => write(table, portion)), rest };
}

/** Ids that follow a fresh one, in order: chance is drawn once for all of them, which is what takes time. */
export function idsFrom(fresh: string): () => string {
  const TAIL = 2 ** 48;
  let tail = Number.parseInt(fresh.slice(24), 16);
  return () => {
    tail = (tail + 1) % TAIL;
    return `${fresh.slice(0, 24)}${tail.toString(16).padStart(12, '0')}`;
  };
}

/** `IN (…)` over a list that is sent as JSON in the parameter `name`. */
export function listedIn(dialect: Dialect, name: string, type: 'TEXT' | 'BIGINT'): string {
  if (dialect === 'sqlite') return `IN (SELECT value FROM json_each($${name}))`;
  return `IN (SELECT CAST(value AS ${type}) FROM json_array_elements_text(CAST($${name} AS json)))`;
}

function forPostgres(table: string, rows: readonly PlainRow[]): { statement: string; params: Params } {
  const columns = Object.keys(rows[0] ?? {}).join(', ');
  return {
    statement: `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM json_populate_recordset(CAST(NULL AS ${table}), CAST($rows AS json))`,
    params: { rows: JSON.stringify(rows) },
  };
}

function forSqlite(table: string, rows: readonly PlainRow[]): { statement: string; params: Params } {
  const columns = Object.keys(rows[0] ?? {});
  const cells: (string | number | null)[][] = rows.map(() => []);
  const selected = columns.map((column) => {
    const values = rows.map((row) => row[column] ?? null);
    const add = (list: readonly (string | number | null)[]) => {
      list.forEach((value, at) => cells[at]?.push(value));
      return `value ->> ${(cells[0]?.length ?? 0) - 1}`;
    };
    if (!values.some(isFraction)) return add(values);
    const halved = values.map((value) => (typeof value === 'number' ? binary(value) : { whole: null, halvings: 0 }));
    return `CAST(${add(halved.map(({ whole }) => whole))} AS REAL) / (1 << (${add(halved.map(({ halvings }) => halvings))}))`;
  });
  return {
    statement: `INSERT INTO ${table} (${columns.join(', ')}) SELECT ${selected.join(', ')} FROM json_each($rows)`,
    params: { rows: JSON.stringify(cells) },
  };
}

const isFraction = (value: string | number | null) => typeof value === 'number' && !Number.isInteger(value);

/** SQLite reads decimal fractions with an error in the last bit, but divides by powers of two exactly. */
function binary(value: number): { whole: number; halvings: number } {
  let [whole, halvings] = [value, 0];
  for (; !Number.isInteger(whole); halvings++) whole *= 2;
  return { whole, halvings };
}

/** A number that arrives as it was sent: a safe integer, or one divided by two up to 62 times. */
const isExact = (value: number) => (Number.isInteger(value) ? Number.isSafeInteger(value) : Number.isFinite(value) && binary(value).halvings <= 62);

function portions(rows: readonly PlainRow[]): PlainRow[][] {
  const found: PlainRow[][] = [];
  for (let at = 0; at < rows.length; at += PORTION) found.push(rows.slice(at, at + PORTION));
  return found;
}
