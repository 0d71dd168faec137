import { join } from 'node:path';
import pg from 'pg';
import sqlite3 from 'sqlite3';

import { homeAt, mcf } from './mcf.mjs';
import { NOW, TESTS, year, ZONE } from './year.mjs';

/** Days that one transaction writes: SQLite's log would otherwise grow to the size of the database. */
const DAYS_AT_ONCE = 20;
/** Hired cats do so many orders a day. */
const ORDERS_A_DAY = 10;

/** A company on SQLite and one on the PostgreSQL server at `url`, both in `directory`, with a year of candidates whom no backtest has read yet. */
export async function companies(directory, url, size) {
  const [onSqlite, onPostgres] = ['sqlite', 'postgres-home'].map((name) => join(directory, name));
  const made = [
    { name: 'SQLite', url: `sqlite:${join(onSqlite, 'mcf.db')}`, env: homeAt(onSqlite), open: openSqlite },
    { name: 'PostgreSQL', url, env: homeAt(onPostgres, { MCF_DATABASE_URL: url }), open: openPostgres },
  ];
  for (const { env } of made) company({ ...env, MCF_CLOCK: NOW });
  await fill(made, size);
  return made;
}

function company(env) {
  mcf(env, 'init', '--admin', 'Boss', '--time-zone', ZONE, '--yes');
  mcf(env, 'vacancies', 'open', 'courier');
  for (const { key, type, unit, min, max } of TESTS) {
    const range = type === 'number' || type === 'points' ? ['--min', min, '--max', max] : [];
    mcf(env, 'tests', 'add', key, '--type', type, ...(unit ? ['--unit', unit] : []), ...range.map(String), '--vacancy', 'courier');
  }
}

/** Writes the same year into all databases, beside the program: through it, it would take hours. */
async function fill(made, size) {
  const databases = await Promise.all(made.map(({ env, open }) => open(env)));
  const each = (work) => Promise.all(databases.map(work));
  const [{ number }] = await databases[0].all('SELECT MAX(number) AS number FROM people');
  let written = 0;
  for (const day of year(size)) {
    if (written % DAYS_AT_ONCE === 0) await each((database) => database.all('BEGIN'));
    const rows = { ...day, numbers: Number(number), outcomes: outcomesOf(day) };
    await each((database) => database.addDay(rows));
    written += 1;
    if (written % DAYS_AT_ONCE === 0 || written === size.days) await each((database) => database.all('COMMIT'));
  }
  await each((database) => database.all(`UPDATE counters SET value = ${Number(number) + size.days * size.perDay} WHERE name = 'person'`));
  await each((database) => database.finish());
}

/** Orders of those hired on a day: rows of cat, time, when it counts, state. */
function outcomesOf({ day, applications }) {
  const hired = applications.filter(([, , , , status]) => status === 'accepted').slice(0, ORDERS_A_DAY);
  const later = (days) => new Date(Date.parse(day) + days * 86_400_000).toISOString();
  return hired.map(([cat]) => [cat, later(3), later(10), cat % 6 === 0 ? 'not_ok' : 'ok']);
}

/** How ids are made of small numbers, so that they are as long as real ones. */
const PERSON = '00000000-0000-7000-8000-';
const APPLICATION = '00000000-0000-7000-9000-';
const RESULT = '00000000-0000-7000-a000-';
const ORDER = '00000000-0000-7000-b000-';

async function openSqlite({ MCF_HOME }) {
  const connection = new sqlite3.Database(join(MCF_HOME, 'mcf.db'));
  const all = (statement, ...params) => new Promise((resolve, reject) => connection.all(statement, ...params, (error, rows) => (error ? reject(error) : resolve(rows))));
  for (const pragma of ['foreign_keys = OFF', 'synchronous = OFF', 'cache_size = -200000']) await all(`PRAGMA ${pragma}`);
  const id = (prefix, number) => `printf('${prefix}%012x', ${number})`;
  const column = (at) => `value ->> ${at}`;
  const each = (statement, rows) => all(`${statement} FROM json_each(?)`, JSON.stringify(rows));
  return {
    all,
    addDay: (rows) => addDay({ all, each, id, column }, rows),
    finish: async () => {
      await all('PRAGMA wal_checkpoint(TRUNCATE)');
      await new Promise((resolve) => connection.close(resolve));
    },
  };
}

async function openPostgres({ MCF_DATABASE_URL }) {
  const client = new pg.Client(MCF_DATABASE_URL);
  await client.connect();
  const all = async (statement, ...params) => (await client.query(statement, params)).rows;
  // Checks of references by trigger, a third of the time: nothing here refers to what is not there.
  await all('SET session_replication_role = replica');
  const id = (prefix, number) => `'${prefix}' || lpad(to_hex(CAST(${number} AS bigint)), 12, '0')`;
  const types = { string: 'text', number: 'float8' };
  const each = (statement, rows) => {
    const columns = (rows[0] ?? []).map((_, at) => rows.map((row) => row[at]));
    const arrays = columns.map((values, at) => `CAST($${at + 1} AS ${types[typeof values.find((value) => value !== null)] ?? 'text'}[])`);
    return rows.length === 0 ? [] : all(`${statement} FROM unnest(${arrays.join(', ')}) AS row (${columns.map((_, at) => `c${at}`).join(', ')})`, ...columns);
  };
  return {
    all,
    addDay: (rows) => addDay({ all, each, id, column: (at) => `c${at}` }, rows),
    finish: async () => {
      await all('VACUUM ANALYZE');
      await all('CHECKPOINT');
      await client.end();
    },
  };
}

/** Writes one day; `each` runs an INSERT of a SELECT over rows, of which `column` names a value. */
async function addDay({ all, each, id, column }, { day, applications, results, outcomes, numbers }) {
  const cat = column(0);
  await each(`INSERT INTO people (id, number, language, status, created_at) SELECT ${id(PERSON, cat)}, ${numbers} + ${cat}, 'en', 'active', ${column(5)}`, applications);
  await each(
    `INSERT INTO applications (id, person_id, vacancy, breed, age, colour, status, applied_at, decided_at, day)
     SELECT ${id(APPLICATION, cat)}, ${id(PERSON, cat)}, 'courier', ${column(1)}, ${column(2)}, ${column(3)}, ${column(4)}, ${column(5)}, '${day}T21:00:00.000Z', '${day}'`,
    applications,
  );
  const numbered = results.map((row, at) => [...row, 16 * row[0] + (at % 16)]);
  await each(
    `INSERT INTO results (id, application_id, test, version, attempt, value, completed_at, recorded_at)
     SELECT ${id(RESULT, column(4))}, ${id(APPLICATION, cat)}, ${column(1)}, 1, 1, ${column(2)} / 10.0, ${column(3)}, ${column(3)}`,
    numbered,
  );
  await each(
    `INSERT INTO outcomes (order_id, worker_id, application_id, ended_at, due_at, ended, state, observed_at)
     SELECT ${id(ORDER, cat)}, ${id(PERSON, cat)}, ${id(APPLICATION, cat)}, ${column(1)}, ${column(2)}, 'completed', ${column(3)}, ${column(2)}`,
    outcomes,
  );
  const touched = ['NULL, NULL', ...TESTS.map(({ key }) => `'${key}', 1`)];
  const changes = touched.map((test, at) => `('${day} ${at}', '${day}', ${test})`);
  await all(`INSERT INTO history_changes (id, day, test, version) VALUES ${changes.join(', ')}`);
}
