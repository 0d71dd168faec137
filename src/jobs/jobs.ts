import type { App, AppWork } from '../app';
import { areCollectionsDue, collectDue, nextBilling, planBilling, reconcilePayouts, runBilling } from '../domain/billing';
import { areCookiesDue, escalateKits, orderCookies, overdueKits } from '../domain/consumables';
import { dispatchOutbox, jobsToRemindOf, outboxStatus, remindWorkers } from '../domain/notifications';
import { alertOverdueOrders, failNoShows, giveUpOrders, hopelessOrders, lateOrders, listOrders, matchWaitingOrders, overdueOrders, remindUnmatched } from '../domain/orders';
import { forEach } from '../domain/shared/each';
import { dayOf, plusDays, startOfDay } from '../domain/shared/time';
import { SYSTEM, type Actor } from '../domain/shared/work';
import { closeDay, decideWaiting, expireBatteries, guardTrials, isCloseDue, matureOutcomes, outcomesDue, prepareDay, purgeCandidates, runShadows, shadowsDue } from '../domain/staffing';
import { carryOutReactions } from './reactions';

/** One kind of work that the clock drives. */
export interface Job {
  /** How often `mcf start` looks whether anything is due, in seconds. */
  everySeconds: number;
  /** Asks the database whether there is anything to do. */
  due(w: AppWork): Promise<boolean>;
  /** Does what is due on behalf of who asked for it, and tells how much it was. */
  run(app: App, actor: Actor): Promise<number>;
  /** Whether it must not run before everything that cats have sent is here (O5). */
  needsMessages?: boolean;
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
    needsMessages: true,
    due: async (w) => (await lateOrders(w)).length + (await overdueOrders(w)).length > 0,
    run: (app, actor) => inTurn(app, actor, [failNoShows, alertOverdueOrders]),
  },
  // Not left to matching, which may wait for programs.
  'give-ups': {
    everySeconds: 2,
    due: async (w) => (await hopelessOrders(w)).length > 0,
    run: (app, actor) => giveUpOrders(app, actor),
  },
  matching: {
    everySeconds: 30,
    due: async (w) => (await listOrders(w, { statuses: ['unmatched'], limit: 1 })).length > 0,
    run: (app, actor) => inTurn(app, actor, [matchWaitingOrders, remindUnmatched]),
  },
  kits: {
    everySeconds: 5,
    needsMessages: true,
    due: async (w) => (await overdueKits(w)).length > 0,
    run: (app, actor) => escalateKits(app, actor),
  },
  reminders: {
    everySeconds: 5,
    due: async (w) => (await jobsToRemindOf(w)).length > 0,
    run: (app, actor) => remindWorkers(app, actor),
  },
  cookies: {
    everySeconds: 2,
    due: areCookiesDue,
    run: (app, actor) => orderCookies(app, actor),
  },
  shadows: {
    everySeconds: 5,
    due: shadowsDue,
    run: (app, actor) => runShadows(app, actor),
  },
  billing: {
    everySeconds: 5,
    due: async (w) => {
      const plan = await planBilling(w, w.now);
      return plan.invoices.length > 0 || plan.payouts.some((payout) => payout.status !== 'unknown');
    },
    run: async (app, actor) => {
      const done = await runBilling(app, actor, {});
      return done.invoices.length + done.payouts.length;
    },
    next: async (w) => {
      const { invoices, payouts } = await nextBilling(w);
      return invoices < payouts ? invoices : payouts;
    },
  },
  payouts: {
    everySeconds: 300,
    due: async (w) => (await planBilling(w, w.now)).payouts.some((payout) => payout.status === 'unknown'),
    run: async (app, actor) => (await reconcilePayouts(app, actor)).length,
  },
  collections: {
    everySeconds: 60,
    due: areCollectionsDue,
    run: (app, actor) => collectDue(app, actor),
  },
  'daily-close': {
    everySeconds: 5,
    due: async (w) => (await isCloseDue(w)) || (await outcomesDue(w)),
    run: (app, actor) => inTurn(app, actor, [closeDay, matureOutcomes]),
    next: async (w) => ((await isCloseDue(w)) ? w.now : startOfDay(plusDays(dayOf(w.now, w.zone), 1), w.zone)),
  },
  screening: {
    everySeconds: 300,
    due: async () => true,
    run: (app, actor) => inTurn(app, actor, [prepareDay, decideWaiting, guardTrials, expireBatteries]),
  },
  purge: {
    everySeconds: 3600,
    due: async () => true,
    run: async (app, actor) => {
      const purged = await purgeCandidates(app, actor, (w, chats) => w.machine.forgetChats(chats));
      return purged + (await app.run(SYSTEM, (w) => w.machine.purgeUpdates(new Date(w.wall.getTime() - UPDATES_KEPT_MS))));
    },
  },
} satisfies Record<string, Job>;

/** Does several things, none of which waits for another to succeed; tells how much was done in all. */
async function inTurn(app: App, actor: Actor, parts: readonly ((app: App, actor: Actor) => Promise<number>)[]): Promise<number> {
  let done = 0;
  await forEach(parts, async (part) => {
    done += await part(app, actor);
    return true;
  });
  return done;
}

/** The name of a job. */
export type JobName = keyof typeof jobs;

/** All names, in the order in which one round runs them. */
export const jobNames = Object.keys(jobs) as JobName[];
