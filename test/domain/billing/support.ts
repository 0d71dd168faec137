import { accrueOrder, recordPayment, runBilling, type EndedOrder } from '../../../src/domain/billing';
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
  /** Moves the clock there and does all that is due. */
  billAt(at: Date): ReturnType<typeof runBilling>;
  pay(invoice: string, amount: number, reference?: string): ReturnType<typeof recordPayment>;
  /** One statement past all walls. */
  sql(statement: string, params?: Params): Promise<number>;
  rows<R extends object>(statement: string): Promise<R[]>;
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
    billAt: (at) => {
      t.clock.set(at);
      return runBilling(t.app, t.boss, {});
    },
    pay: (invoice, amount, reference) => t.app.run(t.boss, (w) => recordPayment(w, { invoice, amount, reference })),
    sql: (statement, params) => database.transaction((sql) => sql.write(statement, params)),
    rows: <R extends object>(statement: string) => database.snapshot((sql) => sql.all<R>(statement)),
  };
}

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
