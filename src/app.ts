import { v7 } from 'uuid';

import type { ChatStore } from './bot/store';
import { idsFrom } from './db/bulk';
import { openDatabase } from './db/connection';
import { migrationNames } from './db/migrations/names';
import { StatementError, type Sql } from './db/sql';
import { bindStores } from './db/stores';
import { bindTables, type Tables } from './db/tables';
import { addFirstTariff, type CardGateway, type GoldHat } from './domain/billing';
import type { CookieContractor } from './domain/consumables';
import type { Messenger, NotificationsWork } from './domain/notifications';
import { beginOrders } from './domain/orders';
import { SYSTEM, type Actor, type Fact, type Language, type Runner } from './domain/shared/work';
import { beginStaffing, type Programs } from './domain/staffing';
import { makeFirstAdmin, notInitialised, type Invitation, type Person } from './domain/users';
import { databaseBusy, databaseNewer, databaseReadOnly, databaseUnreachable, diskFull, migrationsPending, monthClosed, notADatabase, refusedByDatabase, zoneFixed } from './errors';
import type { MachineStore } from './jobs/store';
import { noCookies } from './gateways/cookies';
import { reactions, reactTogether, type AnyEvent } from './reactions';

/** A unit of work with everything in it: what the front ends, jobs and reactions are given. */
export type AppWork = NotificationsWork & { chat: ChatStore; machine: MachineStore };

/** What the parts outside the domain are made of. */
export interface AppOptions {
  /** `sqlite:<file>` or `postgres://…`. */
  databaseUrl: string;
  /** The configured zone; must be the database's own where it is given. */
  zone?: string | null;
  /** How far MCF_CLOCK moves business time; null leaves it to the database's clock. */
  clockOffsetMs?: number | null;
  /** Real time. */
  wall?: () => Date;
  goldHat: GoldHat;
  /** Missing or null: cards are not taken. */
  cards?: CardGateway | null;
  /** Missing: kits go out without a cookie. */
  cookies?: CookieContractor;
  /** Missing: matching has only its built-in steps. */
  programs?: Programs & { close?(): Promise<void> };
  messenger: Messenger;
}

/** The company as the database knows it. */
export interface Company {
  zone: string;
  /** Whether it ever worked with a real token. */
  live: boolean;
  clockOffsetMs: number;
}

/** The composed program: units of work on one database, and the gateways that processes use between them. */
export interface App extends Runner<AppWork> {
  readonly goldHat: GoldHat;
  readonly cards: CardGateway | null;
  readonly cookies: CookieContractor;
  readonly programs: Programs;
  readonly messenger: Messenger;
  company(): Promise<Company>;
  /** Makes the tables, the company and its first admin, who is signed in by the token; `keep` stores it before anything counts. */
  init(input: { zone: string; name: string; language?: Language; keep?: (token: string) => void }): Promise<{ admin: Person; invitation: Invitation }>;
  /** Applies pending migrations; returns their names. */
  migrate(): Promise<string[]>;
  newId(): string;
  wall(): Date;
  close(): Promise<void>;
}

/** Nobody has configured any. */
const NO_PROGRAMS: Programs = { names: () => [], ask: async ({ program }) => ({ ok: false, fault: 'not_configured', detail: program }) };

/** Puts the parts together; nothing is opened before the first use. */
export function createApp(options: AppOptions): App {
  const database = openDatabase(options.databaseUrl);
  const wall = options.wall ?? (() => new Date());
  const cards = options.cards ?? null;
  const businessTime = (company: Company) => new Date(wall().getTime() + (options.clockOffsetMs ?? company.clockOffsetMs));
  const unit = async <T>(sql: Sql, actor: Actor, work: (w: AppWork) => Promise<T>): Promise<T> => {
    const company = await readCompany(sql);
    if (options.zone && options.zone !== company.zone) throw zoneFixed(company.zone);
    return work(bindWork(sql, { actor, now: businessTime(company), wall: wall(), zone: company.zone, takesCards: cards !== null }));
  };
  const migrate = async () => (await import('./db/migrations')).migrate(database);
  return {
    run: (actor, work) => told(database.transaction((sql) => unit(sql, actor, work))),
    query: (actor, work) => told(database.snapshot((sql) => unit(sql, actor, work))),
    company: () => told(database.snapshot(readCompany)),
    init: async ({ zone, name, language, keep }) => {
      await told(migrate());
      return told(
        database.transaction(async (sql) => {
          const at = new Date(wall().getTime() + (options.clockOffsetMs ?? 0)).toISOString();
          await sql.write('INSERT INTO company (id, zone, created_at) VALUES (1, $zone, $at) ON CONFLICT DO NOTHING', { zone, at });
          const { token, ...made } = await unit(sql, SYSTEM, (w) => begin(w, language === undefined ? { name } : { name, language }));
          keep?.(token);
          return made;
        }),
      );
    },
    migrate: () => told(migrate()),
    newId: () => v7(),
    wall,
    goldHat: options.goldHat,
    cards,
    cookies: options.cookies ?? noCookies(),
    programs: options.programs ?? NO_PROGRAMS,
    messenger: options.messenger,
    close: async () => {
      await options.programs?.close?.();
      await database.close();
    },
  };
}

async function begin(w: AppWork, admin: { name: string; language?: Language }) {
  const made = await makeFirstAdmin(w, admin);
  await beginStaffing(w);
  await beginOrders(w);
  await addFirstTariff(w);
  return made;
}

interface Context {
  actor: Actor;
  now: Date;
  wall: Date;
  zone: string;
  takesCards: boolean;
}

function bindWork(sql: Sql, context: Context): AppWork {
  const tables = bindTables(sql, { actor: context.actor, now: context.now, newId: () => v7() });
  const own = {
    ...context,
    newId: () => v7(),
    emit: (event: Fact) => emitAll(w, tables, [event as AnyEvent]),
    emitAll: (events: readonly Fact[]) => emitAll(w, tables, events as readonly AnyEvent[]),
  };
  const w: AppWork = together(own, bindStores(tables, context.wall));
  return w;
}

/** Two objects as one, whose getters stay getters: stores are made as they are asked for, since most commands need but a few. */
function together<A extends object, B extends object>(one: A, other: B): A & B {
  return Object.defineProperties(one, Object.getOwnPropertyDescriptors(other)) as A & B;
}

/** Stores what happened, carries out what belongs to it, and queues what comes after it. */
async function emitAll(w: AppWork, tables: Tables, events: readonly AnyEvent[]): Promise<void> {
  if (events.length === 0) return;
  const id = idsFrom(tables.newId());
  const stored = events.map((event) => ({ id: id(), event }));
  await tables.insertMany('events', stored.map(({ id: eventId, event }) => ({
    id: eventId,
    type: event.type,
    at: w.now.toISOString(),
    actor_kind: w.actor.kind,
    actor_id: w.actor.personId,
    channel: w.actor.channel,
    order_id: 'order' in event ? event.order : null,
    data: JSON.stringify(event),
  })));
  const due = stored.flatMap(({ id: eventId, event }) => reactions[event.type].after.map((reaction) => ({ event_id: eventId, reaction, next_at: w.wall.toISOString() })));
  await tables.insertMany('reactions_due', due);
  await reactTogether(w, stored);
}

async function readCompany(sql: Sql): Promise<Company> {
  const row = await sql.one<{ zone: string; live: number; clock_offset_ms: number; migrations: number }>(
    'SELECT zone, live, clock_offset_ms, (SELECT COUNT(*) FROM schema_migrations) AS migrations FROM company WHERE id = 1',
  );
  if (!row) throw notInitialised();
  if (row.migrations < migrationNames.length) throw migrationsPending(migrationNames.length - row.migrations);
  if (row.migrations > migrationNames.length) throw databaseNewer();
  return { zone: row.zone, live: row.live === 1, clockOffsetMs: row.clock_offset_ms };
}

/** Tells faults of the database as errors that people can act on. */
async function told<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof StatementError)) throw error;
    if (error.reason === 'missing_table' || error.reason === 'missing_file') throw notInitialised();
    if (error.reason === 'closed_month') throw monthClosed();
    if (error.reason === 'unique' || error.reason === 'constraint') throw refusedByDatabase(error.message);
    if (error.reason === 'readonly') throw databaseReadOnly();
    if (error.reason === 'not_a_database') throw notADatabase();
    if (error.reason === 'busy') throw databaseBusy();
    if (error.reason === 'full') throw diskFull();
    if (error.reason === 'transient' || error.reason === 'unreachable') throw databaseUnreachable();
    throw error;
  }
}
