import { join } from 'node:path';
import pg from 'pg';
import sqlite3 from 'sqlite3';

import { homeAt, mcf } from './mcf.mjs';

const ZONE = 'Europe/Moscow';
/** When the company begins, and the Sunday on which it is billed, a minute late. */
const BEGUN = '2026-11-16T06:00:00.000Z';
export const BILLED = '2026-11-22T17:01:00.000Z';
const ACCRUED = '2026-11-20T12:00:00.000Z';

/** How ids are made of small numbers, so that they are as long as real ones. */
const PERSON = '00000000-0000-7000-8000-';
const ORDER = '00000000-0000-7000-9000-';
const TRANSFER = '00000000-0000-7000-a000-';
const ROWS_AT_ONCE = 5_000;

/** A company on SQLite in `directory`, ready to be billed: so many clients with so many charges each, written beside the program. */
export async function onSqlite(directory, size) {
  const env = homeAt(directory);
  mcf({ ...env, MCF_CLOCK: BEGUN }, 'init', '--admin', 'Boss', '--time-zone', ZONE, '--yes');
  const file = join(directory, 'mcf.db');
  const raw = await openSqlite(file);
  for (const pragma of ['foreign_keys = OFF', 'synchronous = OFF']) await raw.run(`PRAGMA ${pragma}`);
  await fill(raw, size);
  await raw.run('PRAGMA wal_checkpoint(TRUNCATE)');
  await raw.close();
  return { url: `sqlite:${file}`, open: () => openSqlite(file) };
}

/** The same on a PostgreSQL server. */
export async function onPostgres(directory, url, size) {
  mcf({ ...homeAt(directory), MCF_CLOCK: BEGUN, MCF_DATABASE_URL: url }, 'init', '--admin', 'Boss', '--time-zone', ZONE, '--yes');
  const raw = await openPostgres(url);
  await raw.run('SET session_replication_role = replica');
  await fill(raw, size);
  await raw.run('VACUUM ANALYZE');
  await raw.run('CHECKPOINT');
  await raw.close();
  return { url, open: () => openPostgres(url) };
}

async function openSqlite(file) {
  const connection = await new Promise((resolve, reject) => {
    const opened = new sqlite3.Database(file, (error) => (error ? reject(error) : resolve(opened)));
  });
  const run = (statement, values = []) => new Promise((resolve, reject) => connection.all(statement, values, (error, rows) => (error ? reject(error) : resolve(rows))));
  const close = () => new Promise((resolve, reject) => connection.close((error) => (error ? reject(error) : resolve())));
  return { run, close, parameter: () => '?', most: 30_000 };
}

async function openPostgres(url) {
  const client = new pg.Client(url);
  await client.connect();
  return { run: async (statement, values = []) => (await client.query(statement, values)).rows, close: () => client.end(), parameter: (at) => `$${at + 1}`, most: 30_000 };
}

/** Writes rows as anybody would by hand: INSERTs of as many rows as a statement takes, a parameter for each value. */
export async function insert(raw, table, rows) {
  const columns = Object.keys(rows[0] ?? {});
  const atOnce = Math.floor(raw.most / columns.length);
  for (let at = 0; at < rows.length; at += atOnce) {
    const some = rows.slice(at, at + atOnce);
    const places = some.map((_, row) => `(${columns.map((_column, column) => raw.parameter(row * columns.length + column)).join(', ')})`);
    await raw.run(`INSERT INTO ${table} (${columns.join(', ')}) VALUES ${places.join(', ')}`, some.flatMap((row) => columns.map((column) => row[column])));
  }
}

async function fill(raw, { clients, charges }) {
  const id = (prefix, number) => prefix + number.toString(16).padStart(12, '0');
  await raw.run('BEGIN');
  for (let from = 0; from < clients; from += ROWS_AT_ONCE) {
    const some = Array.from({ length: Math.min(ROWS_AT_ONCE, clients - from) }, (_, at) => from + at);
    await insert(raw, 'people', some.map((client) => ({ id: id(PERSON, client), number: client + 100, language: 'en', status: 'active', created_at: BEGUN })));
    await insert(raw, 'person_details', some.map((client) => ({ person_id: id(PERSON, client), name: `Cat ${client}` })));
    await insert(raw, 'person_roles', some.map((client) => ({ person_id: id(PERSON, client), role: 'client' })));
  }
  for (let from = 0; from < charges; from += ROWS_AT_ONCE) {
    const some = Array.from({ length: Math.min(ROWS_AT_ONCE, charges - from) }, (_, at) => ({ order: from + at, client: id(PERSON, (from + at) % clients) }));
    await insert(raw, 'charges', some.map(({ order, client }) => ({
      order_id: id(ORDER, order), order_number: order + 1, order_at: ACCRUED, outcome: 'completed', service_ru: 'Стаканы', service_en: 'Glass dropping',
      client_id: client, list_price_minor: 10_000, discount_percent: 5, amount_minor: 9_500, accrued_at: ACCRUED,
    })));
    await insert(raw, 'transfers', some.map(({ order, client }) => ({
      id: id(TRANSFER, order), debit: `clients:${client}`, credit: 'revenue:services', amount_minor: 9_500, kind: 'charge', reference: id(ORDER, order), at: ACCRUED, actor_kind: 'system', actor_id: null,
    })));
  }
  await raw.run('COMMIT');
}
