import { spawn } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { createApp, type App } from '../../src/app';
import { openDatabase } from '../../src/db/connection';
import { accrueOrder, grantBonus, recordPayment, runBilling } from '../../src/domain/billing';
import { SYSTEM, type Actor } from '../../src/domain/shared/work';
import { actorOf, addUser, listPeople, peopleInRole } from '../../src/domain/users';
import { addCandidate, overrideDecision } from '../../src/domain/staffing';
import { startSimulator, type Simulator } from '../../src/simulator';
import { copyDatabase, createDatabase, dropDatabase } from '../support/postgres';
import { runDirectory } from '../support/run-once';

/** Every place where it can be killed with `npm run soak`, otherwise so many of them. */
const PLACES = process.env.MCF_SOAK === 'full' ? Infinity : 6;
const ROOT = resolve(__dirname, '../..');
const BEGUN = new Date('2026-03-02T09:00:00.000Z');
const WEEK_MS = 7 * 86_400_000;
/** The end of March, a minute after the payouts are due. */
const MARCH_END = '2026-03-31T17:01:00.000Z';

/** The program as a person runs it, with a fault built in. */
function mcf(env: Record<string, string>, ...words: string[]): Promise<number | null> {
  const args = ['--require', join(ROOT, 'test/support/die-at.js'), join(ROOT, 'bin/run.js'), ...words];
  const child = spawn(process.execPath, args, { env: { PATH: process.env.PATH ?? '', NO_COLOR: '1', ...env }, stdio: 'ignore' });
  return new Promise((ended) => child.on('exit', (code) => ended(code)));
}

/** A company in which three weeks of charges, credit, a carried balance and two workers' pay are due at the end of March. */
async function fill(databaseUrl: string): Promise<void> {
  let now = BEGUN;
  const never = () => Promise.resolve({ outcome: 'not_sent', reason: '' } as const);
  const app = createApp({ databaseUrl, clockOffsetMs: 0, wall: () => now, goldHat: { send: never, ask: never }, messenger: { deliver: () => Promise.resolve({ outcome: 'later', afterMs: 1 }) } });
  const [admin] = await app.query(SYSTEM, (w) => peopleInRole(w, 'admin'));
  const boss = actorOf(admin ?? (await Promise.reject(new Error('no admin'))), 'cli');
  const clients = [];
  for (const name of ['Tom', 'Ann', 'Ben']) clients.push((await app.run(boss, (w) => addUser(w, { name, roles: ['client'], language: 'en' }))).person.id);
  const workers: string[] = [];
  for (const name of ['Vasya', 'Zoe', 'Max']) workers.push(await hired(app, boss, name));
  let number = 0;
  for (let week = 0; week < 3; week++) {
    for (const [at, client] of clients.entries()) {
      number += 1;
      const ended = {
        type: number % 4 === 0 ? ('order_failed' as const) : ('order_completed' as const), fined: true, order: app.newId(), number, client, worker: workers[at] ?? null, at: now.toISOString(),
        service: 's', service_ru: 'С', service_en: 'S', tariff: 1, list_price_minor: 100_00, discount_percent: 0, price_minor: 100_00,
      };
      await app.run(SYSTEM, (w) => accrueOrder(w, ended));
    }
    now = new Date(now.getTime() + WEEK_MS);
    if (week > 0) continue;
    const [first] = (await runBilling(app, boss, {})).invoices;
    await app.run(boss, (w) => recordPayment(w, { invoice: first?.id ?? '', amount: 150_00, reference: 'BANK-1' }));
    await app.run(boss, (w) => grantBonus(w, { worker: workers[0] ?? '', amount: 5_00, reason: 'kind' }));
  }
  await app.close();
}

async function hired(app: App, boss: Actor, name: string): Promise<string> {
  const { candidate } = await app.run(boss, (w) => addCandidate(w, { name, vacancy: 'helper', language: 'en' }));
  await app.run(boss, (w) => overrideDecision(w, { candidate: candidate.id, accept: true, reason: 'known' }));
  const people = await app.query(boss, (w) => listPeople(w, { role: 'worker' }));
  return people.find((person) => person.name === name)?.id ?? '';
}

/** Before and after each step, or some of them spread over the run. */
function placesIn(steps: number): { step: number; moment: string }[] {
  const all = Array.from({ length: 2 * steps }, (_, at) => ({ step: 1 + (at >> 1), moment: at % 2 === 0 ? 'before' : 'after' }));
  // An odd stride, so that both moments come up.
  const stride = Math.max(1, Math.floor(all.length / PLACES) | 1);
  return PLACES === Infinity ? all : all.filter((_, at) => at % stride === stride - 1);
}

/** What the books hold, without what differs from run to run: ids and times. */
async function books(url: string): Promise<object> {
  const database = openDatabase(url);
  const all = (statement: string) => database.snapshot((sql) => sql.all<object>(statement));
  const found = {
    ledger: await all('SELECT kind, debit, credit, amount_minor FROM transfers ORDER BY 1, 2, 3, 4'),
    invoices: await all('SELECT number, client_id, cut_off, status, total_minor FROM invoices ORDER BY number'),
    lines: await all('SELECT i.number, l.order_id, l.amount_minor FROM invoice_lines l JOIN invoices i ON i.id = l.invoice_id ORDER BY 1, 2'),
    allocations: await all('SELECT i.number, a.n, a.amount_minor FROM allocations a JOIN invoices i ON i.id = a.invoice_id ORDER BY 1, 2'),
    payouts: await all('SELECT worker_id, month, status, amount_minor, transfer_key FROM payouts ORDER BY 1, 2'),
    parked: await all('SELECT account, reason FROM parked_accounts'),
    told: await all('SELECT message, person_id, COUNT(*) AS times FROM outbox GROUP BY 1, 2 ORDER BY 1, 2'),
    events: await all("SELECT type, COUNT(*) AS times FROM events WHERE type <> 'user_registered' GROUP BY type ORDER BY type"),
  };
  await database.close();
  return found;
}

describe.each(['sqlite', 'postgres'] as const)('a run of billing that is killed (%s, reliability 1)', (dialect) => {
  let home: string;
  let template: string;
  let gateway: Simulator;

  const initialise = async (url: string) => {
    expect(await mcf({ MCF_HOME: home, MCF_DATABASE_URL: url, MCF_CLOCK: BEGUN.toISOString() }, 'init', '--admin', 'Boss', '--time-zone', 'Europe/Moscow', '--yes')).toBe(0);
    await fill(url);
  };
  const copy = async (name: string): Promise<string> => {
    if (dialect === 'sqlite') {
      const file = join(home, `${name}.db`);
      copyFileSync(template, file);
      return `sqlite:${file}`;
    }
    return copyDatabase(template);
  };
  const drop = async (url: string) => void (await (dialect === 'sqlite' ? rm(url.slice('sqlite:'.length)) : dropDatabase(url)));
  const environment = (url: string) => ({ MCF_HOME: home, MCF_DATABASE_URL: url, MCF_CLOCK: MARCH_END, MCF_GOLD_HAT_URL: gateway.goldHatUrl });
  const bill = (url: string, fault: Record<string, string> = {}) => mcf({ ...environment(url), ...fault }, 'billing', 'run', '--yes');
  const moved = () => gateway.goldHat.transfers().map(({ key, amount_minor, recipient }) => ({ key, amount_minor, recipient })).sort((one, other) => (one.key < other.key ? -1 : 1));
  const openGateway = async () => (gateway = await startSimulator({ port: 0, now: () => new Date(MARCH_END) }));

  beforeAll(async () => {
    home = mkdtempSync(join(runDirectory(), 'crash-'));
    template = dialect === 'sqlite' ? join(home, 'template.db') : await createDatabase();
    await initialise(dialect === 'sqlite' ? `sqlite:${template}` : template);
  });
  afterAll(async () => {
    if (dialect === 'postgres') await dropDatabase(template);
    await rm(home, { recursive: true, force: true });
  });

  test('before or after any statement or request, and run again, leaves what an undisturbed run leaves', async () => {
    await openGateway();
    const url = await copy('undisturbed');
    const counted = join(home, 'count');
    expect(await bill(url, { COUNT_TO: counted })).toBe(0);
    const expected = { ...(await books(url)), moved: moved() };
    await gateway.close();
    expect(moved().length).toBeGreaterThan(1);
    await drop(url);
    const steps = Number(readFileSync(counted, 'utf8'));
    expect(steps).toBeGreaterThan(20);
    const places = placesIn(steps);
    for (const [done, { step, moment }] of places.entries()) {
      if (PLACES === Infinity && done % 25 === 0) process.stderr.write(`${dialect}: ${done} of ${places.length} places\n`);
      await openGateway();
      const disturbed = await copy(`${moment}-${step}`);
      expect(await bill(disturbed, { DIE_AT: String(step), DIE: moment })).toBeNull();
      expect(await bill(disturbed)).toBe(0);
      await mcf(environment(disturbed), 'payouts', 'reconcile');
      expect({ step, moment, ...(await books(disturbed)), moved: moved() }).toEqual({ step, moment, ...expected });
      await gateway.close();
      await drop(disturbed);
    }
  }, 3_600_000);
});
