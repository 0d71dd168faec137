import type { App, AppWork } from '../app';
import { nextBilling, planBilling, runBilling } from '../domain/billing';
import { dispatchOutbox, outboxStatus } from '../domain/notifications';
import { alertOverdueOrders, failNoShows, lateOrders, listOrders, matchWaitingOrders, overdueOrders } from '../domain/orders';
import { SYSTEM } from '../domain/shared/work';
import { carryOutReactions } from './reactions';

/** One kind of work that the clock drives. */
export interface Job {
  /** How often `mcf start` looks whether anything is due, in seconds. */
  everySeconds: number;
  /** Asks the database whether there is anything to do. */
  due(w: AppWork): Promise<boolean>;
  /** Does what is due, and tells how much it was. */
  run(app: App): Promise<number>;
  /** When it is next due, where that is known beforehand. */
  next?(w: AppWork): Promise<Date>;
}

const UPDATES_KEPT_MS = 30 * 86_400_000;

/** The jobs by name, as `mcf jobs` lists them. */
export const jobs = {
  outbox: {
    everySeconds: 1,
    due: async (w) => (await outboxStatus(w)).due > 0,
    run: (app) => dispatchOutbox(app),
  },
  reactions: {
    everySeconds: 1,
    due: async (w) => (await w.machine.reactionsDue(1)).length > 0,
    run: carryOutReactions,
  },
  'no-shows': {
    everySeconds: 2,
    due: async (w) => (await lateOrders(w)).length + (await overdueOrders(w)).length > 0,
    run: async (app) => (await failNoShows(app, SYSTEM)) + (await alertOverdueOrders(app, SYSTEM)),
  },
  matching: {
    everySeconds: 30,
    due: async (w) => (await listOrders(w, { statuses: ['unmatched'], limit: 1 })).length > 0,
    run: (app) => matchWaitingOrders(app, SYSTEM),
  },
  billing: {
    everySeconds: 5,
    due: async (w) => {
      const plan = await planBilling(w, w.now);
      return plan.invoices.length + plan.payouts.length > 0;
    },
    run: async (app) => {
      const done = await runBilling(app, SYSTEM, {});
      return done.invoices.length + done.payouts.length;
    },
    next: async (w) => {
      const { invoices, payouts } = await nextBilling(w);
      return invoices < payouts ? invoices : payouts;
    },
  },
  purge: {
    everySeconds: 3600,
    due: async () => true,
    run: (app) => app.run(SYSTEM, (w) => w.machine.purgeUpdates(new Date(w.wall.getTime() - UPDATES_KEPT_MS))),
  },
} satisfies Record<string, Job>;

/** The name of a job. */
export type JobName = keyof typeof jobs;

/** All names, in the order in which one round runs them. */
export const jobNames = Object.keys(jobs) as JobName[];
