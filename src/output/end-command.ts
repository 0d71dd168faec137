import { Flags } from '@oclif/core';

import type { OrderStatus, ReasonCode } from '../domain/orders';
import { BulkCommand } from './bulk-command';

/** What cancelling and failing orders share: which ones, and why. */
export abstract class EndCommand extends BulkCommand {
  static override args = BulkCommand.args;
  static override baseFlags = { ...BulkCommand.baseFlags, yes: Flags.boolean({ description: 'do not ask' }) };

  /** Asks for whatever is missing, tells named reasons from other words, and on a terminal names what is still owed; undefined where nobody agreed. */
  protected async ending(
    given: { id: readonly string[] | undefined; reason: string | undefined; yes: boolean; isDry: boolean },
    statuses: readonly OrderStatus[],
    verb: 'Cancel' | 'Fail',
  ): Promise<{ orders: string[]; why: { reason: ReasonCode; note?: string } } | undefined> {
    const [{ askOrder }, { askReason }] = await Promise.all([import('./choose'), import('./reason')]);
    const { first, why } = await this.fill({
      first: askOrder(given.id?.[0], this.look, statuses),
      why: askReason(given.reason, verb === 'Cancel' ? 'cancel-order' : 'fail-order', `${verb} it, why`, () => this.actor()),
    });
    const orders = this.ordersOf(given.id, first);
    if (this.interactive() && !given.yes && !given.isDry && !(await this.agreedTo(orders, statuses, verb))) return undefined;
    const { readReason } = await import('../domain/orders');
    return { orders, why: readReason(why) };
  }

  private async agreedTo(references: readonly string[], statuses: readonly OrderStatus[], verb: string): Promise<boolean> {
    const [{ owedFor, showOrder }, { money }] = await Promise.all([import('../domain/orders'), import('./money')]);
    const orders = await this.query((w) => Promise.all(references.map((reference) => showOrder(w, reference).catch(() => null))));
    const found = orders.filter((order) => order !== null).filter(({ status }) => statuses.includes(status));
    const [only] = found;
    if (!only) return true;
    const sum = found.reduce((owed, order) => owed + owedFor(order), 0);
    const who = found.length === 1 ? `${only.client.name} still owes` : 'Their clients still owe';
    const owed = sum === 0 ? `${found.length === 1 ? 'It costs' : 'They cost'} nothing.` : `${who} ${money(sum)}.`;
    const what = found.length === 1 ? `order ${only.number}` : `${found.length} orders`;
    const agreed = await this.confirm(`${verb} ${what}? ${owed}`, false);
    if (!agreed) this.log('Nothing was changed.');
    return agreed;
  }
}
