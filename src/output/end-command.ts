import { Args, Flags } from '@oclif/core';

import { BaseCommand } from '../base-command';
import type { EndReason, OrderStatus } from '../domain/orders';

/** Reasons that have a name of their own; anything else is kept in its own words. */
const NAMED = ['plans_changed', 'no_client', 'ill'] as const satisfies readonly EndReason[];

/** What cancelling and failing an order share: which one, and why. */
export abstract class EndCommand extends BaseCommand {
  static override args = { id: Args.string({ description: 'number or id of the order' }) };
  static override baseFlags = { reason: Flags.string({ description: `${NAMED.join(', ')}, or why in your own words` }) };

  /** Asks for whatever is missing, and tells named reasons from other words. */
  protected async ending(
    id: string | undefined,
    reason: string | undefined,
    statuses: readonly OrderStatus[],
    verb: string,
  ): Promise<{ order: string; reason: EndReason; note?: string }> {
    const { askOrder, askText } = await import('./choose');
    const given = await this.fill({ order: askOrder(id, this.look, statuses), why: askText('--reason', reason, `${verb} it, why`) });
    const named = NAMED.find((one) => one === given.why.trim());
    return named ? { order: given.order, reason: named } : { order: given.order, reason: 'other', note: given.why };
  }
}
