import { Args, Flags } from '@oclif/core';

import { BaseCommand } from '../base-command';
import type { EndReason, OrderStatus } from '../domain/orders';

/** Reasons that have a name of their own; anything else is kept in its own words. */
const NAMED = ['plans_changed', 'no_client', 'ill'] as const satisfies readonly EndReason[];

/** What cancelling and failing an order share: which one, and why. */
export abstract class EndCommand extends BaseCommand {
  static override args = { id: Args.string({ description: 'number or id of the order' }) };
  static override baseFlags = {
    reason: Flags.string({ description: `${NAMED.join(', ')}, or why in your own words` }),
    yes: Flags.boolean({ description: 'do not ask' }),
  };

  /** Asks for whatever is missing, tells named reasons from other words, and on a terminal names the price; undefined where nobody agreed. */
  protected async ending(
    given: { id: string | undefined; reason: string | undefined; yes: boolean },
    statuses: readonly OrderStatus[],
    verb: 'Cancel' | 'Fail',
  ): Promise<{ order: string; reason: EndReason; note?: string } | undefined> {
    const { askOrder, askText } = await import('./choose');
    const { order, why } = await this.fill({
      order: askOrder(given.id, this.look, statuses),
      why: askText('--reason', given.reason, `${verb} it, why`),
    });
    if (this.interactive() && !given.yes && !(await this.agreedTo(order, statuses, verb))) return undefined;
    const named = NAMED.find((one) => one === why.trim());
    return named ? { order, reason: named } : { order, reason: 'other', note: why };
  }

  private async agreedTo(reference: string, statuses: readonly OrderStatus[], verb: string): Promise<boolean> {
    const [{ owedFor, showOrder }, { money }] = await Promise.all([import('../domain/orders'), import('./money')]);
    const order = await this.query((w) => showOrder(w, reference));
    if (!statuses.includes(order.status)) return true;
    const owed = owedFor(order) === 0 ? 'It costs nothing.' : `${order.client.name} still owes ${money(owedFor(order))}.`;
    const agreed = await this.confirm(`${verb} order ${order.number}? ${owed}`, false);
    if (!agreed) this.log('Nothing was changed.');
    return agreed;
  }
}
