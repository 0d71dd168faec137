import { Flags } from '@oclif/core';

import { BaseCommand } from '../base-command';
import type { BillingPlan, BillingRun } from '../domain/billing';
import { sign } from './style';

/** What is due at an instant. */
type Plan = BillingPlan & { asOf: Date };

/** What running billing and running payouts share: the plan, the question before money moves, and the report. */
export abstract class RunCommand extends BaseCommand {
  static override baseFlags = {
    'as-of': Flags.string({ description: 'as if it were then: ISO 8601, or "2026-11-22 20:00" in the company\'s zone' }),
    yes: Flags.boolean({ description: 'do not ask' }),
  };

  /** What is due; a future instant is refused where real money moves. */
  protected async plan(given: string | undefined, dryRun: boolean): Promise<Plan> {
    const [{ planBilling }, { readInstant }, { clockFixed }] = await Promise.all([import('../domain/billing'), import('./instant'), import('../errors')]);
    const { production } = await this.settings();
    return this.query(async (w) => {
      const asOf = given === undefined ? w.now : readInstant('--as-of', given, w.zone);
      if (production && !dryRun && asOf > w.now) throw clockFixed();
      return { ...(await planBilling(w, asOf)), asOf };
    });
  }

  /** Asks on a terminal before money moves; where nobody is asked, it is at least said that it is early, under --json too. */
  protected async agreed(plan: Plan, yes: boolean): Promise<boolean> {
    if (plan.invoices.length + plan.payouts.length === 0) return true;
    const { earlyTold, planAsked } = await import('./billing-plan');
    if (this.interactive() && !yes) return this.confirm(planAsked(plan, this.clock), yes);
    const early = earlyTold(plan, this.clock);
    if (early !== undefined) this.beside('waits', sign.caution(), early);
    return true;
  }

  /** Does it, with a bar on stderr that tells a person at a terminal how far it has come. */
  protected async carryOut(plan: Plan, only: 'payouts' | undefined): Promise<BillingRun> {
    const [{ runBilling }, { withProgress }, { counted }] = await Promise.all([import('../domain/billing'), import('./progress'), import('./money')]);
    const stopped = (done: number) => `Stopped. ${done === 0 ? 'What was begun goes on with' : `${counted(done, 'account')} are done; the rest goes on with`}: mcf billing run`;
    const run = (tell: (done: number, total: number) => void) => this.process((app, actor) => runBilling(app, actor, { asOf: plan.asOf, only }, tell));
    return withProgress(only ?? 'invoices', this.jsonEnabled(), run, stopped);
  }

  /** Reports what was done. */
  protected async tellRun(run: BillingRun) {
    const [{ accountName }, json, { runTold, tellParked }] = await Promise.all([import('./billing'), import('./money-json'), import('./billing-plan')]);
    const { peopleById } = await import('../domain/users');
    const people = await this.query((w) => peopleById(w, run.parked.flatMap(({ account }) => account.split(':').slice(1))));
    this.done(runTold(run, this.clock));
    for (const text of tellParked(run.parked, people)) this.caution(text);
    const unsure = await this.tellOpenPayouts();
    const first = run.parked[0];
    const drafted = run.invoices.some(({ status }) => status === 'draft') ? 'mcf invoices list --status draft' : 'mcf invoices list';
    const open = run.invoices.length > 0 ? drafted : 'mcf billing status';
    this.next(unsure > 0 ? 'mcf payouts reconcile' : first ? `mcf billing release ${accountName(first.account, people)}` : open);
    return { invoices: run.invoices.map(json.invoice), payouts: run.payouts.map(json.payout), parked: run.parked.map(json.parked) };
  }

  /** Says which payouts wait or are in doubt, whichever run made them; returns how many are in doubt. */
  private async tellOpenPayouts(): Promise<number> {
    const [{ listPayouts }, { count }, { readRuntime }, settings] = await Promise.all([import('../domain/billing'), import('./money'), import('../runtime'), this.settings()]);
    const open = await this.query((w) => listPayouts(w, { statuses: ['pending', 'unknown'], parkedAccounts: false }));
    const unsure = open.filter(({ status }) => status === 'unknown').length;
    const waiting = open.length - unsure;
    const why = (settings.goldHatUrl ?? readRuntime(settings)?.gold_hat) ? 'mcf billing run' : 'MCF_GOLD_HAT_URL is not set';
    if (waiting > 0) this.caution(`${waiting === 1 ? '1 payout waits' : `${count(waiting)} payouts wait`}: ${why}`);
    if (unsure > 0) this.caution(`${unsure === 1 ? '1 payout' : `${count(unsure)} payouts`} may or may not have arrived`);
    return unsure;
  }

  /** Tells what would be done; on a terminal the first rows, unless another number is asked for. */
  protected async tellPlan(plan: Plan, limit: number | undefined) {
    const [json, { plannedColumns, planTold, tellParked }, { firstRows }] = await Promise.all([import('./money-json'), import('./billing-plan'), import('./rows')]);
    const { nextBilling } = await import('../domain/billing');
    const { peopleById } = await import('../domain/users');
    const { next, people } = await this.query(async (w) => ({
      next: await nextBilling(w, plan.asOf),
      people: await peopleById(w, plan.parked.flatMap(({ account }) => account.split(':').slice(1))),
    }));
    this.log(planTold(plan, next, this.clock));
    const { shown, rest } = firstRows([...plan.invoices, ...plan.payouts], { limit, bounded: Boolean(process.stdout.isTTY) });
    if (shown.length > 0) await this.table(shown, plannedColumns);
    if (rest !== undefined) this.log(rest);
    for (const text of tellParked(plan.parked, people)) this.caution(text);
    this.next('nothing was written: mcf billing run');
    return { invoices: plan.invoices.map(json.plannedInvoice), payouts: plan.payouts.map(json.plannedPayout), parked: plan.parked.map(json.parked) };
  }
}
