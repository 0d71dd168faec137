import { createHash } from 'node:crypto';

import type { Actor } from '../domain/shared/work';
import { bulkInsertions, idsFrom, type PlainRow } from './bulk';
import type { Params, Sql, Value } from './sql';

/** The instant from which the first versions of policies and pipelines hold. */
export const BEGINNING = '1970-01-01T00:00:00.000Z';

/** A row to write: plain values by column. */
export type Row = Record<string, Value>;

/** Who writes, when, and how ids are made: what each audit entry says. */
export interface Writer {
  now: Date;
  actor: Actor;
  newId(): string;
}

/** The statements of one unit of work; writes through `insert` and `update` leave their audit entry by themselves (U3). */
export interface Tables extends Sql {
  readonly now: Date;
  readonly actor: Actor;
  newId(): string;
  insert(table: string, row: Row): Promise<void>;
  /** Inserts many rows with the same columns, and an audit entry for each where the table is audited. */
  insertMany(table: string, rows: readonly PlainRow[]): Promise<void>;
  /** Inserts unless a unique index forbids it; tells whether it did. */
  insertNew(table: string, row: Row): Promise<boolean>;
  /** Changes the rows whose columns equal `where`; tells how many there were. Races are settled by naming the expected state in `where`. */
  update(table: string, where: Row, set: Row): Promise<number>;
  /** Removes the rows whose columns equal `where`. */
  remove(table: string, where: Row): Promise<number>;
  /** The next number of a gapless series, taken in this transaction. */
  next(series: string): Promise<number>;
  /** Takes so many numbers of a series, or moves it past one; returns its last number. */
  advance(series: string, to: { by: number } | { past: number }): Promise<number>;
  /** The policy of that name in force now: numbers of the business that are data, not code. */
  policy<P>(name: string): Promise<P>;
  /** Stores the policy that is in force from the beginning. */
  firstPolicy(name: string, data: Record<string, number>): Promise<void>;
  /** Makes concurrent units of work on the same thing queue up; a no-op on SQLite, which has one writer anyway. */
  lock(thing: string): Promise<void>;
  /** Locks several things at once, always in the same order, so that two who want the same ones cannot wait for each other. */
  lockAll(things: readonly string[]): Promise<void>;
}

/** Audited tables: what one row is called, its key, and the columns that hold personal data and are only said to have changed (U5). */
const AUDITED: Record<string, { subject: string; key: string; personal?: readonly string[] }> = {
  company: { subject: 'company', key: 'id' },
  people: { subject: 'person', key: 'id' },
  person_details: { subject: 'person', key: 'person_id', personal: ['name', 'contact'] },
  person_roles: { subject: 'person', key: 'person_id' },
  telegram_links: { subject: 'person', key: 'person_id', personal: ['chat_id'] },
  invitations: { subject: 'person', key: 'person_id', personal: ['code_sha256'] },
  applications: { subject: 'application', key: 'id' },
  application_details: { subject: 'application', key: 'application_id', personal: ['contact', 'photo_file_id', 'note'] },
  application_notes: { subject: 'application', key: 'application_id', personal: ['reason'] },
  workers: { subject: 'worker', key: 'person_id' },
  characteristics: { subject: 'worker', key: 'person_id' },
  absences: { subject: 'absence', key: 'id' },
  vacancies: { subject: 'vacancy', key: 'key' },
  vacancy_tests: { subject: 'vacancy', key: 'vacancy' },
  test_versions: { subject: 'test', key: 'key' },
  retired_tests: { subject: 'test', key: 'key' },
  battery_items: { subject: 'application', key: 'application_id' },
  hypothesis_versions: { subject: 'hypothesis', key: 'hypothesis' },
  activations: { subject: 'hypothesis', key: 'hash', personal: ['reason'] },
  trials: { subject: 'trial', key: 'id' },
  pipelines: { subject: 'pipeline', key: 'version', personal: ['reason'] },
  pipeline_moves: { subject: 'pipeline', key: 'version', personal: ['reason'] },
  services: { subject: 'service', key: 'id' },
  orders: { subject: 'order', key: 'id' },
  order_details: { subject: 'order', key: 'order_id', personal: ['place', 'description', 'directions'] },
  order_notes: { subject: 'order', key: 'order_id', personal: ['note'] },
  order_photos: { subject: 'order', key: 'order_id' },
  invoices: { subject: 'invoice', key: 'id' },
  payouts: { subject: 'payout', key: 'id', personal: ['error'] },
  bonuses: { subject: 'bonus', key: 'id' },
  tariffs: { subject: 'tariff', key: 'id' },
  tariff_withdrawals: { subject: 'tariff', key: 'tariff' },
  credit_notes: { subject: 'invoice', key: 'invoice_id' },
  write_offs: { subject: 'invoice', key: 'invoice_id' },
  reopenings: { subject: 'invoice', key: 'invoice_id' },
  refunds: { subject: 'refund', key: 'id' },
  payment_reversals: { subject: 'payment', key: 'payment_id' },
  corrections: { subject: 'correction', key: 'id' },
  payment_methods: { subject: 'person', key: 'client_id', personal: ['card_token', 'card_last4', 'session'] },
  collections: { subject: 'collection', key: 'id', personal: ['card_token', 'error'] },
  closed_periods: { subject: 'month', key: 'month' },
  parked_accounts: { subject: 'account', key: 'account', personal: ['reason'] },
  kit_templates: { subject: 'service', key: 'service_id' },
  supply_requests: { subject: 'kit', key: 'order_id' },
  items: { subject: 'item', key: 'key' },
  purchases: { subject: 'purchase', key: 'number' },
  purchase_notes: { subject: 'purchase', key: 'purchase', personal: ['reason'] },
  supply_notes: { subject: 'kit', key: 'order_id', personal: ['override_reason', 'handed_out', 'came_back'] },
  reviews: { subject: 'review', key: 'id', personal: ['verdict'] },
  review_notes: { subject: 'review', key: 'review_id', personal: ['note'] },
  complaints: { subject: 'review', key: 'review_id', personal: ['words'] },
  staff_tasks: { subject: 'task', key: 'id' },
  alerts: { subject: 'alert', key: 'id' },
};

/** Binds statements to the writer of one unit of work. */
export function bindTables(sql: Sql, writer: Writer): Tables {
  const entry = auditor(writer);
  const audit = async (table: string, before: Row | null, after: Row | null) => {
    const written = entry(table, before, after);
    if (written) await sql.write(insertion('audit', written), written);
  };
  return {
    ...sql,
    now: writer.now,
    actor: writer.actor,
    newId: () => writer.newId(),
    insert: async (table, row) => {
      await sql.write(insertion(table, row), row);
      await audit(table, null, row);
    },
    insertMany: async (table, rows) => {
      await insertAll(sql, table, rows);
      const id = idsFrom(writer.newId());
      await insertAll(sql, 'audit', rows.map((row) => entry(table, null, row, id)).filter((written) => written !== undefined));
    },
    insertNew: async (table, row) => {
      const written = await sql.write(`${insertion(table, row)} ON CONFLICT DO NOTHING`, row);
      if (written > 0) await audit(table, null, row);
      return written > 0;
    },
    update: async (table, where, set) => {
      const before = AUDITED[table] ? await sql.all<Row>(`SELECT * FROM ${table} WHERE ${equal(where)}${forUpdate(sql)}`, given(where)) : [];
      const assignments = Object.keys(set).map((column) => `${column} = $set_${column}`);
      const params: Params = { ...given(where), ...prefixed(set) };
      const written = await sql.write(`UPDATE ${table} SET ${assignments.join(', ')} WHERE ${equal(where)}`, params);
      for (const row of before) await audit(table, row, { ...row, ...set });
      return written;
    },
    remove: async (table, where) => {
      const before = AUDITED[table] ? await sql.all<Row>(`SELECT * FROM ${table} WHERE ${equal(where)}`, given(where)) : [];
      const written = await sql.write(`DELETE FROM ${table} WHERE ${equal(where)}`, given(where));
      for (const row of before) await audit(table, row, null);
      return written;
    },
    ...seriesOf(sql),
    policy: async <P>(name: string) => {
      const row = await sql.one<{ data: string }>(
        'SELECT data FROM policies WHERE name = $name AND effective_from <= $now ORDER BY effective_from DESC LIMIT 1',
        { name, now: writer.now.toISOString() },
      );
      if (!row) throw new Error(`no policy ${name} is in force`);
      return JSON.parse(row.data) as P;
    },
    firstPolicy: async (name, data) => sql.write(insertion('policies', first(name, data)), first(name, data)).then(() => undefined),
    lock: async (thing) => {
      if (sql.dialect === 'postgres') await sql.all('SELECT pg_advisory_xact_lock(CAST($key AS BIGINT))', { key: lockKey(thing) });
    },
    lockAll: async (things) => {
      if (sql.dialect === 'sqlite' || things.length === 0) return;
      const keys = [...new Set(things.map(lockKey))].sort();
      await sql.all('SELECT pg_advisory_xact_lock(CAST(key AS BIGINT)) FROM (SELECT value AS key FROM json_array_elements_text(CAST($keys AS json))) wanted', { keys: JSON.stringify(keys) });
    },
  };
}

/** Numbers without gaps: a counter's row in the transaction that takes them. */
function seriesOf(sql: Sql): Pick<Tables, 'next' | 'advance'> {
  return {
    next: async (series) => {
      const count = () =>
        sql.one<{ value: number }>('UPDATE counters SET value = value + 1 WHERE name = $series RETURNING value', { series });
      const counted = await count();
      if (counted) return counted.value;
      await sql.write('INSERT INTO counters (name, value) VALUES ($series, 0) ON CONFLICT DO NOTHING', { series });
      return (await count())?.value ?? Promise.reject(new Error(`no number for ${series}`));
    },
    advance: async (series, to) => {
      await sql.write('INSERT INTO counters (name, value) VALUES ($series, 0) ON CONFLICT DO NOTHING', { series });
      const [set, params] = 'by' in to ? ['value + $by', to] : ['CASE WHEN value < $past THEN $past ELSE value END', to];
      const row = await sql.one<{ value: number }>(`UPDATE counters SET value = ${set} WHERE name = $series RETURNING value`, { series, ...params });
      return row?.value ?? Promise.reject(new Error(`no number for ${series}`));
    },
  };
}

const lockKey = (thing: string): string => createHash('sha256').update(thing).digest().readBigInt64BE(0).toString();

const first = (name: string, data: Record<string, number>): Row => ({ name, effective_from: BEGINNING, data: JSON.stringify(data) });

const forUpdate = (sql: Sql) => (sql.dialect === 'postgres' ? ' FOR UPDATE' : '');

const equal = (where: Row) =>
  Object.entries(where)
    .map(([column, value]) => (value === null ? `${column} IS NULL` : `${column} = $${column}`))
    .join(' AND ');

/** Parameters of `equal`: a NULL is part of its text, not a parameter. */
const given = (where: Row): Params => Object.fromEntries(Object.entries(where).filter(([, value]) => value !== null));

const prefixed = (set: Row): Params => Object.fromEntries(Object.entries(set).map(([column, value]) => [`set_${column}`, value]));

function insertion(table: string, row: Row): string {
  const columns = Object.keys(row);
  return `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map((column) => `$${column}`).join(', ')})`;
}

async function insertAll(sql: Sql, table: string, rows: readonly PlainRow[]): Promise<void> {
  const { statements, rest } = bulkInsertions(sql.dialect, table, rows);
  for (const { statement, params } of statements) await sql.write(statement, params);
  for (const row of rest) await sql.write(insertion(table, row), row);
}

/** Tells what changed between two states of a row, with personal columns reduced to "changed"; undefined where the trail is not concerned. */
function auditor(writer: Writer) {
  return (table: string, before: Row | null, after: Row | null, newId = () => writer.newId()): PlainRow | undefined => {
    const audited = AUDITED[table];
    if (!audited) return undefined;
    const row = after ?? before ?? {};
    const columns = Object.keys(row).filter((column) => before?.[column] !== after?.[column]);
    if (columns.length === 0) return undefined;
    const told = (state: Row | null) =>
      state && JSON.stringify(Object.fromEntries(columns.map((column) => [column, audited.personal?.includes(column) ? 'changed' : state[column]])));
    return {
      id: newId(),
      at: writer.now.toISOString(),
      actor_kind: writer.actor.kind,
      actor_id: writer.actor.personId,
      channel: writer.actor.channel,
      subject: audited.subject,
      subject_id: String(row[audited.key]),
      before: told(before),
      after: told(after),
    };
  };
}
