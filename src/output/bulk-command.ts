import { Args, Flags } from '@oclif/core';

import type { App } from '../app';
import { BaseCommand } from '../base-command';
import type { OrderView } from '../domain/orders';
import type { Actor } from '../domain/shared/work';
import type { Failure } from './failure';
import { clean, sign } from './style';
import { wrap } from './wrap';

/** The exit code of work of which a part was refused. */
const PARTLY = 4;

/** What is done to one order. */
type Change = (app: App, actor: Actor, order: string) => Promise<OrderView>;

/** How a changed order is told in one line, and what to go on with. */
interface Telling {
  /** Whether something was done at all; where not, its line is told without the mark of what is done. */
  isDone?: (order: OrderView) => boolean;
  line?: (order: OrderView) => string;
  next: (order: OrderView) => string;
}

/** What came of one order among several. */
type Outcome = { ok: true; order: OrderView } | { ok: false; id: string; number: number | null; error: Failure };

/** What changing one order or several at once shares: one is answered with ORDER, several with a result for each, and none holds up another. */
export abstract class BulkCommand extends BaseCommand {
  static override args = { id: Args.string({ multiple: true, description: 'number or id of an order; several may be given' }) };
  static override baseFlags = { 'dry-run': Flags.boolean({ description: 'change nothing: show what would come of it' }) };

  /** The orders that the command line names, none of them twice; the one that was asked for where it names none. */
  protected ordersOf(given: readonly string[] | undefined, asked: string): string[] {
    return given?.length ? [...new Set(given.map((one) => one.trim()))] : [asked];
  }

  /** Changes orders one after the other, each in a transaction of its own, and tells what came of each. */
  protected async carryOut(orders: readonly string[], isDry: boolean, change: Change, telling: Telling) {
    const [only] = orders;
    if (orders.length === 1 && only !== undefined) return this.one(only, isDry, change, telling);
    const { withProgress } = await import('./progress');
    const stopped = (done: number) => `Stopped; ${done} of ${orders.length} done.`;
    const all = (app: App, actor: Actor) =>
      withProgress('orders', this.jsonEnabled(), async (tell) => {
        const outcomes: Outcome[] = [];
        for (const order of orders) {
          outcomes.push(await this.outcome(app, actor, order, change));
          tell(outcomes.length, orders.length);
        }
        return outcomes;
      }, stopped);
    return this.told(await this.kept(isDry, all), isDry, telling);
  }

  private async one(order: string, isDry: boolean, change: Change, { line, next, isDone }: Telling) {
    const changed = await this.kept(isDry, (app, actor) => change(app, actor, order));
    const [{ orderLine }, json] = await Promise.all([import('./orders'), import('./json')]);
    const told = (line ?? orderLine)(changed);
    if (isDry) {
      this.lines([`would be: ${told}`, 'Nothing was changed.']);
      return { ...json.order(changed), dry_run: true };
    }
    if (isDone?.(changed) ?? true) this.done(told);
    else this.log(told);
    this.next(next(changed));
    return json.order(changed);
  }

  /** Does it, or in a dry run all of it in one transaction of which nothing stays. */
  private async kept<T>(isDry: boolean, work: (app: App, actor: Actor) => Promise<T>): Promise<T> {
    if (!isDry) return this.process(work);
    const [{ withoutKeeping }, app, actor] = [await import('./dry-run'), await this.app(), await this.actor()];
    await this.query(async () => undefined);
    return withoutKeeping(app, actor, (inner) => work(inner, actor));
  }

  private async outcome(app: App, actor: Actor, reference: string, change: Change): Promise<Outcome> {
    try {
      return { ok: true, order: await change(app, actor, reference) };
    } catch (error) {
      const [{ failureOf }, { showOrder }] = await Promise.all([import('./failure'), import('../domain/orders')]);
      const [{ home }, { language }] = [await this.settings(), await this.person()];
      const told = failureOf(error, { language: this.jsonEnabled() ? 'en' : language, home, command: `mcf ${this.id?.replaceAll(':', ' ')}` });
      const found = await app.query(actor, (w) => showOrder(w, reference)).catch(() => null);
      return { ok: false, id: found?.id ?? reference, number: found?.number ?? null, error: told };
    }
  }

  /** Tells of an order that was left alone; most messages say its number themselves. */
  private refused({ id, number, error: { message, hint } }: Outcome & { ok: false }): void {
    const isNamed = number !== null && new RegExp(`\\b${number}\\b`).test(message);
    this.log(wrap(`${sign.failed()} ${isNamed ? '' : `order ${clean(String(number ?? id))} · `}${message}`, process.stdout));
    if (hint !== null && number !== null) this.next(hint);
  }

  private async told(outcomes: readonly Outcome[], isDry: boolean, { line, isDone }: Telling) {
    const [{ orderLine }, { order: orderJson }] = await Promise.all([import('./orders'), import('./json')]);
    const lineOf = line ?? orderLine;
    for (const outcome of outcomes) {
      if (!outcome.ok) this.refused(outcome);
      else if (isDry) this.log(`would be: ${lineOf(outcome.order)}`);
      else if (isDone?.(outcome.order) ?? true) this.done(lineOf(outcome.order));
      else this.log(lineOf(outcome.order));
    }
    const done = outcomes.filter(({ ok }) => ok).length;
    if (isDry) this.log('Nothing was changed.');
    else if (done < outcomes.length) this.log(`${done} of ${outcomes.length} done.`);
    if (done < outcomes.length) process.exitCode = PARTLY;
    if (!isDry) this.next('mcf orders list');
    return outcomes.map((outcome) =>
      outcome.ok
        ? { order: outcome.order.id, number: outcome.order.number, ok: true as const, result: orderJson(outcome.order), ...(isDry && { dry_run: true }) }
        : { order: outcome.id, number: outcome.number, ok: false as const, error: outcome.error },
    );
  }
}
