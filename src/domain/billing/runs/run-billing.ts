import type { Actor } from '../../shared/work';
import { issueInvoice } from '../invoicing/issue-invoice';
import type { Invoice } from '../invoicing/invoice';
import { allWithNames } from '../invoicing/show-invoice';
import { clientAccount, workerAccount } from '../ledger/ledger';
import { withWorkers } from '../payouts/list-payouts';
import type { Payout } from '../payouts/payout';
import { preparePayout } from '../payouts/prepare-payout';
import { sendPayout } from '../payouts/send-payout';
import type { BillingApp, BillingWork } from '../work';
import { parkAccount } from './park-account';
import type { Parked } from './parked';
import { planBilling, type BillingPlan, type PlannedInvoice, type PlannedPayout } from './plan-billing';
import { isAccountsOwn, reasonOf } from './reason-of';

/** What a run did, and what it left to people. */
export interface BillingRun {
  invoices: Invoice[];
  payouts: Payout[];
  parked: Parked[];
}

/** The ids of what a run has made so far. */
interface Done {
  invoices: string[];
  payouts: string[];
}

/** One thing to do for one account. */
interface Step {
  account: string;
  at: Date;
  carryOut: () => Promise<void>;
}

/**
 * Does all that is due (B5, B8, B12): every missed cut-off and month's end in the order of time, one account and one transaction after the
 * other. It may be killed anywhere and run again at any time. An account that breaks is parked; the others go on.
 */
export async function runBilling(app: BillingApp, actor: Actor, input: { asOf?: Date | undefined; only?: 'payouts' | undefined }): Promise<BillingRun> {
  const plan = await app.query(actor, (w) => planBilling(w, input.asOf ?? w.now));
  const done: Done = { invoices: [], payouts: [] };
  for (const found of plan.parked) if (found.isNew) await app.run(actor, (w) => parkAccount(w, found));
  const broken = new Set<string>();
  for (const step of stepsOf(app, actor, plan, done, input.only)) {
    if (broken.has(step.account)) continue;
    try {
      await step.carryOut();
    } catch (error) {
      if (!isAccountsOwn(error)) throw error;
      broken.add(step.account);
      await app.run(actor, (w) => parkAccount(w, { account: step.account, reason: reasonOf(error) }));
    }
  }
  return app.query(actor, (w) => report(w, done));
}

/** The plan as steps in the order of time; at the same instant invoices come first (B5). */
function stepsOf(app: BillingApp, actor: Actor, plan: BillingPlan, done: Done, only: 'payouts' | undefined): Step[] {
  const invoices = only === 'payouts' ? [] : plan.invoices.map((due) => issuing(app, actor, due, done));
  const payouts = plan.payouts.map((due) => paying(app, actor, due, done));
  return [...invoices, ...payouts].sort((one, other) => one.at.getTime() - other.at.getTime());
}

function issuing(app: BillingApp, actor: Actor, due: PlannedInvoice, done: Done): Step {
  const carryOut = async () => {
    const issued = await app.run(actor, (w) => issueInvoice(w, { client: due.client.id, cutOff: due.cutOff }));
    if (issued) done.invoices.push(issued);
  };
  return { account: clientAccount(due.client.id), at: due.cutOff, carryOut };
}

function paying(app: BillingApp, actor: Actor, due: PlannedPayout, done: Done): Step {
  const carryOut = async () => {
    const { worker, month, dueAt } = due;
    const begun = due.payout ?? (await app.run(actor, (w) => preparePayout(w, { worker: worker.id, month, dueAt })));
    const id = typeof begun === 'string' ? begun : begun?.id;
    if (id === undefined) return;
    done.payouts.push(id);
    if (typeof begun === 'string' || begun?.status === 'pending') await sendPayout(app, actor, id);
  };
  return { account: workerAccount(due.worker.id), at: due.dueAt, carryOut };
}

async function report(w: BillingWork, done: Done): Promise<BillingRun> {
  return {
    invoices: await allWithNames(w, await w.billing.invoices({ ids: done.invoices })),
    payouts: await withWorkers(w, await w.billing.payouts({ ids: done.payouts })),
    parked: await w.billing.parked(),
  };
}
