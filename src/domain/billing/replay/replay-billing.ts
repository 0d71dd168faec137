import type { Actor, Runner } from '../../shared/work';
import { allow } from '../../users';
import type { BillingWork } from '../work';
import type { Books, ReplayDifference } from './books';
import { compare } from './compare';
import { checkTold, fold } from './fold';
import { begin } from './fold-payouts';
import type { Logged } from './log';

/** What came of making all money anew from the log. */
export interface BillingReplay {
  /** How many events of money there are. */
  events: number;
  prices: number;
  invoices: number;
  payouts: number;
  /** What was made before the log told all that it follows from, and is taken as it stands; `before` is null where there is nothing of the kind. */
  older: { before: Date | null; prices: number; invoices: number; payouts: number };
  /** How many differences there are, and the first thousand of them. */
  different: number;
  differences: ReplayDifference[];
}

/** Events are read in portions of so many. */
const PORTION = 1_000;
/** A transaction takes no longer than this from an event to its commit. */
const LATE_MS = 60_000;

/**
 * Makes every price, charge, earning, invoice, allocation, payout and transfer anew from the log alone, by arithmetic of its own, and
 * tells where the tables hold anything else, to the minor unit (B11). One look at one instant; writes nothing. `lateMs` is how long a transaction
 * may take from an event to its commit.
 */
export async function replayBilling(
  app: Runner<BillingWork>,
  actor: Actor,
  options: { onProgress?: (events: number) => void; lateMs?: number } = {},
): Promise<BillingReplay> {
  return app.query(actor, async (w) => {
    allow(w, 'replay-billing');
    const books = await openBooks(w, options.lateMs ?? LATE_MS);
    for (let after = ''; ; ) {
      const page = await w.billing.moneyEvents(after, PORTION);
      const last = page.at(-1);
      if (!last) break;
      after = last.id;
      for (const logged of await completed(w, books, page)) fold(books, logged);
      options.onProgress?.(books.counts.events);
    }
    checkTold(books);
    await compare(w, books);
    return resultOf(books, w.now);
  });
}

async function openBooks(w: BillingWork, lateMs: number): Promise<Books> {
  const since = await w.billing.replayableSince();
  const isOlder = ({ createdAt }: { createdAt: Date }) => !since || createdAt.toISOString() < since.at;
  const older = (await w.billing.payouts({})).filter(isOlder);
  const tariffs = await w.billing.tariffHistory();
  const books: Books = {
    zone: w.zone,
    tariffs,
    newTariffs: new Set(tariffs.filter(({ addedAt }) => addedAt !== null).map(({ id }) => id)),
    since,
    lateMs,
    olderPayouts: new Set(older.map(({ id }) => id)),
    prices: new Map(),
    placed: new Map(),
    assignedBefore: new Set(),
    clients: new Map(),
    workers: new Map(),
    invoices: new Map(),
    payouts: new Map(),
    told: [],
    parked: new Set(),
    series: new Map(),
    balances: new Map(),
    rows: new Map(),
    counts: { events: 0, prices: 0, older: { prices: 0, invoices: 0, payouts: older.length } },
    different: 0,
    differences: [],
  };
  for (const { id, worker, month, dueAt, createdAt, amount } of older) {
    const status = amount > 0 ? 'pending' : 'carried_forward';
    begin(books, { id, worker, month, dueAt: dueAt.toISOString(), createdAt: createdAt.toISOString(), settledAt: null, status, amount });
  }
  return books;
}

/** Invoices of which the log doesn't tell cut-off and orders yet are taken as they stand. */
async function completed(w: BillingWork, books: Books, page: readonly Logged[]): Promise<Logged[]> {
  const ids = page.flatMap(({ event }) => (event.type === 'invoice_issued' && !('orders' in event) ? [(event as { invoice: string }).invoice] : []));
  if (ids.length === 0) return [...page];
  const stored = new Map((await w.billing.invoices({ ids })).map((invoice) => [invoice.id, invoice]));
  books.counts.older.invoices += ids.length;
  return page.map((logged) => {
    const invoice = logged.event.type === 'invoice_issued' ? stored.get(logged.event.invoice) : undefined;
    if (!invoice || logged.event.type !== 'invoice_issued') return logged;
    const orders = invoice.lines.map(({ order }) => order.number).join(' ');
    return { ...logged, event: { ...logged.event, cut_off: invoice.cutOff.toISOString(), orders, replaces: null } };
  });
}

function resultOf({ counts, invoices, payouts, since, different, differences }: Books, now: Date): BillingReplay {
  const { prices, invoices: olderInvoices, payouts: olderPayouts } = counts.older;
  const isAny = prices + olderInvoices + olderPayouts > 0;
  return {
    events: counts.events,
    prices: counts.prices,
    invoices: invoices.size - olderInvoices,
    payouts: payouts.size - olderPayouts,
    older: { before: isAny ? (since ? new Date(since.at) : now) : null, prices, invoices: olderInvoices, payouts: olderPayouts },
    different,
    differences,
  };
}
