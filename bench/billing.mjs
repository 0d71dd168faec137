import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { bundleOf } from './lib/bundle.mjs';
import { clocked } from './lib/clock.mjs';
import { BILLED, insert, onPostgres, onSqlite } from './lib/company-to-bill.mjs';
import { ABOUT_POSTGRES, startPostgres } from './lib/postgres.mjs';

/** What a run writes, in the order in which it can be written. */
const WRITTEN = ['invoices', 'invoice_lines', 'billed_charges', 'events', 'outbox', 'audit'];
/** So many invoices share a transaction, as in the program. */
const BATCH = 250;
const AIMS = { ratio: 3, growthMb: 200, scaling: 12 };

/** Sunday's billing of many clients, and the same rows by raw SQL: what the rules cost. Nothing is judged by it: it says which aims were missed. */
async function main() {
  const { values } = parseArgs({ options: { clients: { default: '10000', type: 'string' }, charges: { default: '100000', type: 'string' }, times: { default: '10', type: 'string' } } });
  const size = { clients: Number(values.clients), charges: Number(values.charges) };
  const directory = mkdtempSync(join(tmpdir(), 'mcf-bench-'));
  // PostgreSQL may run as another user.
  chmodSync(directory, 0o711);
  let server;
  try {
    const bill = await bundleOf(directory, 'bill');
    server = await startPostgres(join(directory, 'postgres'));
    console.log(`\nBilling ${size.clients.toLocaleString('en')} clients with ${size.charges.toLocaleString('en')} charges; Node ${process.version} on ${availableParallelism()} cores, load ${loadavg()[0].toFixed(1)}; PostgreSQL with ${ABOUT_POSTGRES}\n`);
    const times = Number(values.times);
    for (const name of ['SQLite', 'PostgreSQL']) {
      const once = await measure(name, directory, server.url, size, bill);
      tell(name, once);
      if (times > 1) tellScaling(times, once, await measure(name, directory, server.url, { clients: size.clients * times, charges: size.charges * times }, bill));
    }
  } finally {
    await server?.stop();
    rmSync(directory, { force: true, recursive: true });
  }
}

let made = 0;

/** Bills a fresh company, then takes what was written out again and writes it back by raw SQL in as many transactions. */
async function measure(name, directory, serverUrl, size, bill) {
  const home = join(directory, `company-${(made += 1)}`);
  mkdirSync(home, { recursive: true });
  const company = name === 'SQLite' ? await onSqlite(home, size) : await onPostgres(home, await freshDatabase(serverUrl), size);
  const ours = bill(company.url, BILLED);
  if (ours.done !== size.clients) throw new Error(`${ours.done} invoices, not ${size.clients}`);
  const raw = await company.open();
  const rows = new Map();
  for (const table of WRITTEN) rows.set(table, await raw.run(`SELECT * FROM ${table}${table === 'invoices' ? '' : ''}`));
  const fresh = name === 'SQLite' ? await onSqlite(`${home}-raw`, size) : await onPostgres(`${home}-raw`, await freshDatabase(serverUrl), size);
  const target = await fresh.open();
  for (const table of ['events', 'audit']) rows.set(table, await missingIn(target, table, rows.get(table)));
  if (name === 'SQLite') for (const pragma of ['journal_mode = WAL', 'synchronous = FULL', 'foreign_keys = ON']) await target.run(`PRAGMA ${pragma}`);
  const { took: floor } = await clocked(() => writeBack(target, rows, size.clients));
  await raw.close();
  await target.close();
  rmSync(home, { force: true, recursive: true });
  rmSync(`${home}-raw`, { force: true, recursive: true });
  return { ...ours, floor, rows: [...rows.values()].reduce((sum, of) => sum + of.length, 0) };
}

async function missingIn(target, table, rows) {
  const known = new Set((await target.run(`SELECT id FROM ${table}`)).map(({ id }) => id));
  // What `init` wrote differs between the two companies in its ids and stays out.
  return known.size === 0 ? rows : rows.slice(known.size);
}

async function writeBack(target, rows, clients) {
  const parts = Math.ceil(clients / BATCH);
  for (let part = 0; part < parts; part += 1) {
    await target.run('BEGIN');
    for (const [table, all] of rows) {
      const share = (at) => Math.floor((all.length * at) / parts);
      const some = all.slice(share(part), share(part + 1));
      if (some.length > 0) await insert(target, table, some);
    }
    await target.run('COMMIT');
  }
}

async function freshDatabase(url) {
  const { default: pg } = await import('pg');
  const client = new pg.Client(url);
  await client.connect();
  const name = `bench_${(made += 1)}`;
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  return url.replace(/[^/]+$/, name);
}

const ms = ({ wall, cpu }) => `${wall.toFixed(0).padStart(7)} ms (${cpu.toFixed(0)} ms CPU)`;
const against = (value, aim) => (value <= aim ? `aim ${aim}` : `MISSES its aim of ${aim}`);

function tell(name, { took, floor, growth, rows }) {
  const ratio = took.wall / floor.wall;
  console.log(`${name.padEnd(11)} run ${ms(took)}   raw SQL, ${rows.toLocaleString('en')} rows ${ms(floor)}   ${ratio.toFixed(2)} × (${against(ratio, AIMS.ratio)})   +${growth.toFixed(0)} MB (${against(growth, AIMS.growthMb)})`);
}

function tellScaling(times, once, many) {
  const ratio = many.took.wall / once.took.wall;
  console.log(`${' '.repeat(12)}${times} × the data: ${ms(many.took)}, ${ratio.toFixed(1)} × the time (${against(ratio, (AIMS.scaling * times) / 10)}), ${(many.took.wall / many.floor.wall).toFixed(2)} × raw SQL, +${many.growth.toFixed(0)} MB (${against(many.growth, AIMS.growthMb)})`);
}

await main();
