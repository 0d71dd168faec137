import { Flags } from '@oclif/core';

import type { App } from '../../app';
import type { OrderView } from '../../domain/orders';
import type { Actor } from '../../domain/shared/work';
import { BulkCommand } from '../../output/bulk-command';

export default class OrdersMove extends BulkCommand {
  static override description = 'move orders to another time, up to 12 hours before their own; price and kit follow';
  static override examples = ['<%= config.bin %> orders move 43', '<%= config.bin %> orders move 43 --at "2026-11-23 15:00" --reason "the client called"'];
  static override args = BulkCommand.args;
  static override flags = {
    at: Flags.string({ description: 'when: ISO 8601, or "2026-11-21 15:00" in the company\'s zone' }),
    reason: Flags.string({ description: 'why, if that should be kept' }),
  };

  async run() {
    const { args, flags } = await this.parse(OrdersMove);
    const [{ askOrder }, { askWhen, pastOr }] = await Promise.all([import('../../output/choose'), import('../../output/place-order')]);
    const { first, when } = await this.fill({
      first: askOrder(args.id?.[0], this.look, ['unmatched', 'assigned']),
      when: askWhen(flags.at, this.look, () => this.clock),
    });
    const orders = this.ordersOf(args.id, first);
    const [{ moveOrder, showOrder }, { readInstant }, { movedLine, nextForOrder, stayedLine }] = await Promise.all([import('../../domain/orders'), import('../../output/instant'), import('../../output/orders')]);
    const why = flags.reason === undefined ? {} : { reason: flags.reason };
    const stayed = new Set<string>();
    const move = async (app: App, actor: Actor, order: string) => {
      const at = readInstant('--at', when, this.clock.zone);
      const before = await app.query(actor, (w) => showOrder(w, order));
      if (before.at.getTime() === at.getTime()) stayed.add(before.id);
      return moveOrder(app, actor, { order, at, ...why }).catch((error: unknown) => {
        throw pastOr(error, at, this.clock);
      });
    };
    const isDone = ({ id }: OrderView) => !stayed.has(id);
    const line = (order: OrderView) => (isDone(order) ? movedLine : stayedLine)(order, this.clock);
    return this.carryOut(orders, flags['dry-run'], move, { line, isDone, next: nextForOrder });
  }
}
