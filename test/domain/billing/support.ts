import { accrueOrder, estimatePrice, fixPrice, keepEstimate, recordPayment, runBilling, type EndedOrder } from '../../../src/domain/billing';
import type { OrdersEvent } from '../../../src/domain/orders';
import { SYSTEM } from '../../../src/domain/shared/work';
import type { Person } from '../../../src/domain/users';
import { openDatabase } from '../../../src/db/connection';
import type { Params } from '../../../src/db/sql';
import { hire, join, openTestApp, type TestApp } from '../../support/app';
import type { Databases } from '../../support/databases';

/** The first Sunday after the test companies' first Monday: 8 March 2026, 20:00 in Moscow. */
export const SUNDAY = new Date('2026-03-08T17:00:00.000Z');
/** The end of March 2026: the 31st, 20:00 in Moscow. */
export const MARCH_END = new Date('2026-03-31T17:00:00.000Z');
/** The end of April 2026. */
export const APRIL_END = new Date('2026-04-30T17:00:00.000Z');

const WEEK_MS = 7 * 86_400_000;
/** The Sunday so many weeks after the first. */
export const sunday = (weeks: number): Date => new Date(SUNDAY.getTime() + weeks * WEEK_MS);

/** A company with a client, Tom, and a worker, Vasya, and short words for what happens in it. */
export interface Company extends TestApp {
  tom: Person;
  vasya: Person;
  /** Ends an order at the clock's time; by default Vasya has completed it for Tom at 100.00. Returns its id. */
  end(order?: Partial<EndedOrder>): Promise<string>;
  /** Places an order with its estimate and, unless it waits for a worker, its price, as the log tells it; by default by Tom, for Vasya. */
  place(order?: { client?: string; worker?: string | null }): Promise<Placed>;
  /** Ends a placed order as the log tells it; by default it is completed. */
  finish(placed: Placed, how?: { type?: EndedOrder['type']; fined?: boolean }): Promise<string>;
  /** Moves the clock there and does all that is due. */
  billAt(at: Date): ReturnType<typeof runBilling>;
  pay(invoice: string, amount: number, reference?: string): ReturnType<typeof recordPayment>;
  /** One statement past all walls. */
  sql(statement: string, params?: Params): Promise<number>;
  rows<R extends object>(statement: string): Promise<R[]>;
}

/** An order that waits for its end. */
export interface Placed {
  id: string;
  facts: Extract<OrdersEvent, { type: 'order_placed' }>;
}

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const app of opened.splice(0)) await app.close();
});

/** Opens a company on a fresh database, which is closed after the test. */
export async function openCompany(db: Databases): Promise<Company> {
  const url = await db.url();
  const t = await openTestApp(url);
  const database = openDatabase(url);
  opened.push(t.app, database);
  const tom = await join(t, 'Tom', ['client']);
  const vasya = await hire(t, 'Vasya');
  let number = 0;
  return {
    ...t,
    tom,
    vasya,
    end: async (order) => {
      const ended: EndedOrder = { ...completed(++number, t.clock.now()), order: t.app.newId(), client: tom.id, worker: vasya.id, ...order };
      await t.app.run(SYSTEM, (w) => accrueOrder(w, ended));
      return ended.order;
    },
    place: async ({ client = tom.id, worker = vasya.id } = {}) => {
      const id = t.app.newId();
      const facts = await t.app.run(SYSTEM, async (w) => {
        const order = { order: id, client, service: 'service' };
        await keepEstimate(w, { ...order, estimate: await estimatePrice(w, order) });
        const price = worker === null ? null : await fixPrice(w, { ...order, worker });
        const placed = { ...completed(++number, w.now), ...order, type: 'order_placed' as const, copy_of: null, worker, ...pricesOf(price) };
        await w.emit(placed);
        return placed;
      });
      return { id, facts };
    },
    finish: async ({ id, facts }, { type = 'order_completed', fined = true } = {}) => {
      const { type: _, ...rest } = facts;
      const charged = facts.price_minor !== null;
      const ending = { order_completed: {}, order_failed: { reason: 'no_show', fined }, order_cancelled: { reason: charged ? 'plans_changed' : 'nobody_free', charged } }[type];
      await t.app.run(SYSTEM, (w) => w.emit({ ...rest, type, ...ending } as OrdersEvent));
      return id;
    },
    billAt: (at) => {
      t.clock.set(at);
      return runBilling(t.app, t.boss, {});
    },
    pay: (invoice, amount, reference) => t.app.run(t.boss, (w) => recordPayment(w, { invoice, amount, reference })),
    sql: (statement, params) => database.transaction((sql) => sql.write(statement, params)),
    rows: <R extends object>(statement: string) => database.snapshot((sql) => sql.all<R>(statement)),
  };
}

const pricesOf = (price: Awaited<ReturnType<typeof fixPrice>> | null) => ({
  tariff: price?.tariff ?? null,
  list_price_minor: price?.listPrice ?? null,
  discount_percent: price?.percent ?? null,
  price_minor: price?.price ?? null,
});

const completed = (number: number, at: Date) => ({
  type: 'order_completed' as const,
  number,
  service: 'service',
  service_ru: 'Стаканы',
  service_en: 'Glass dropping',
  at: at.toISOString(),
  tariff: 1,
  list_price_minor: 100_00,
  discount_percent: 0,
  price_minor: 100_00,
});
