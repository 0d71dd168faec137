import type { Actor } from '../../shared/work';
import { allow } from '../../users';
import type { Invoice } from '../invoicing/invoice';
import { issueInvoices, openDrafts } from '../invoicing/issue-invoices';
import { allWithNames } from '../invoicing/show-invoice';
import { clientAccount, workerAccount } from '../ledger/ledger';
import { withWorkers } from '../payouts/list-payouts';
import { collectDue } from '../payments/collect-due';
import type { Payout, PayoutRecord } from '../payouts/payout';
import { preparePayouts } from '../payouts/prepare-payouts';
import { sendPayout, type Sent } from '../payouts/send-payout';
import type { BillingApp, BillingWork } from '../work';
import { dueDates, type DueDate } from './due-dates';
import { alone, inBatches, type Working } from './in-batches';
import { parkAccount } from './park-account';
import type { Parked } from './parked';
import { begunBy, parkedAt } from './plan-billing';

/** What a run is asked for: all that was due at an instant, or only its payouts. */
export interface RunInput {
  asOf?: Date | undefined;
  only?: 'payouts' | undefined;
}

/** What a run did itself, and what it left to people. Of payouts: those it made, unless somebody else settled them meanwhile, and those it settled. */
export interface BillingRun {
  invoices: Invoice[];
  payouts: Payout[];
  parked: Parked[];
}

/** Ids of what a run has done so far. */
interface Done {
  invoices: string[];
  payouts: string[];
}

/** Does all that is due (see `workOffBilling`) and tells all that it did. */
export async function runBilling(app: BillingApp, actor: Actor, input: RunInput, onProgress?: (done: number, total: number) => void): Promise<BillingRun> {
  const done: Done = { invoices: [], payouts: [] };
  await workOffBilling(app, actor, input, { ...done, ...(onProgress && { onProgress }) });
  return app.query(actor, (w) => report(w, done));
}

/**
 * Does all that is due (B5, B8, B12): drafts whose review is over, then every missed cut-off and month's end in the order of time. Accounts go
 * together in batches, each batch one transaction (ADR 14); it may be killed anywhere and run again at any time. An account that breaks is
 * parked; the others go on. What is open is then collected. Returns how many invoices and payouts there were.
 */
export async function workOffBilling(
  app: BillingApp,
  actor: Actor,
  input: RunInput,
  done: Done & { onProgress?: (done: number, total: number) => void } = { invoices: [], payouts: [] },
): Promise<number> {
  const { asOf, dates, drafts, parked } = await app.query(actor, (w) => lookAtWork(w, input));
  for (const found of parked) if (found.isNew) await app.run(actor, (w) => parkAccount(w, found));
  const broken = new Set(parked.map(({ account }) => account));
  const run: Run = { app, actor, broken, done };
  const invoices = input.only !== 'payouts';
  if (invoices && drafts.length > 0) await openDue(run, asOf);
  await goOn(run, asOf);
  for (const date of dates) {
    if (date.kind === 'pay day') await payAt(run, date);
    else if (invoices) await invoiceAt(run, date.at);
  }
  if (invoices) await collectDue(app, actor);
  return done.invoices.length + done.payouts.length;
}

/** One run under way. */
interface Run extends Working {
  done: Done & { onProgress?: (done: number, total: number) => void };
}

async function lookAtWork(w: BillingWork, input: RunInput) {
  allow(w, 'plan-billing');
  const asOf = input.asOf ?? w.now;
  const tariffs = await w.billing.tariffs();
  return {
    asOf,
    parked: await parkedAt(w, tariffs, asOf),
    drafts: await w.billing.draftsDue(asOf),
    dates: await dueDates(w, tariffs, asOf),
  };
}

async function openDue(run: Run, asOf: Date): Promise<void> {
  const drafts = await run.app.query(run.actor, async (w) => w.billing.invoices({ ids: await w.billing.draftsDue(asOf) }));
  const byClient = new Map<string, string[]>();
  for (const { id, client } of drafts) byClient.set(client, [...(byClient.get(client) ?? []), id]);
  const open = (w: BillingWork, clients: readonly string[]) => openDrafts(w, { ids: clients.flatMap((client) => byClient.get(client) ?? []) });
  await inBatches(run, [...byClient.keys()], clientAccount, open, (ids) => run.done.invoices.push(...ids));
}

async function invoiceAt(run: Run, cutOff: Date): Promise<void> {
  const clients = await run.app.query(run.actor, (w) => w.billing.clientsToInvoice(cutOff));
  let seen = 0;
  const issue = (w: BillingWork, some: readonly string[]) => issueInvoices(w, { clients: some, cutOff });
  await inBatches(run, clients, clientAccount, issue, (ids, batch) => {
    run.done.invoices.push(...ids);
    run.done.onProgress?.((seen += batch.length), clients.length);
  });
}

/** Closes a month for all workers before any of it is sent. */
async function payAt(run: Run, { month, at: dueAt }: Extract<DueDate, { kind: 'pay day' }>): Promise<void> {
  const workers = await run.app.query(run.actor, (w) => w.billing.workersToPay(month, dueAt));
  const prepare = (w: BillingWork, some: readonly string[]) => preparePayouts(w, { workers: some, month, dueAt });
  const made: PayoutRecord[] = [];
  await inBatches(run, workers, workerAccount, prepare, (payouts) => made.push(...payouts));
  const came = await sendAll(run, made.filter(({ status }) => status === 'pending'));
  // What another run settled meanwhile is in that one's report.
  run.done.payouts.push(...made.flatMap(({ id }) => (came.get(id) === 'unchanged' ? [] : [id])));
}

/** Goes on with payouts that were begun before: of these only what this very run settles is its own. */
async function goOn(run: Run, asOf: Date): Promise<void> {
  const came = await sendAll(run, await run.app.query(run.actor, (w) => begunBy(w, asOf)));
  run.done.payouts.push(...[...came].flatMap(([id, sent]) => (sent === 'settled' || sent === 'parked' ? [id] : [])));
}

/** Sends payouts that were never sent, and asks about those whose fate is unknown; tells what came of each. */
async function sendAll(run: Run, payouts: readonly PayoutRecord[]): Promise<Map<string, Sent>> {
  const came = new Map<string, Sent>();
  for (const { id, worker } of payouts) {
    const account = workerAccount(worker);
    await alone(run, account, async () => {
      const sent = await sendPayout(run.app, run.actor, id);
      came.set(id, sent);
      if (sent === 'parked') run.broken.add(account);
    });
  }
  return came;
}

async function report(w: BillingWork, done: Done): Promise<BillingRun> {
  return {
    invoices: await allWithNames(w, await w.billing.invoices({ ids: done.invoices })),
    payouts: await withWorkers(w, await w.billing.payouts({ ids: done.payouts })),
    parked: await w.billing.parked(),
  };
}
