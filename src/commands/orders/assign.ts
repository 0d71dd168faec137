import { Flags } from '@oclif/core';

import type { App } from '../../app';
import type { Actor } from '../../domain/shared/work';
import { BulkCommand } from '../../output/bulk-command';

export default class OrdersAssign extends BulkCommand {
  static override description = 'give orders a worker by hand; their prices stay';
  static override examples = ['<%= config.bin %> orders assign 43', '<%= config.bin %> orders assign 43 44 --worker C-000310 --reason "lives next door"'];
  static override args = BulkCommand.args;
  static override flags = {
    worker: Flags.string({ description: 'id, number or name of the worker' }),
    reason: Flags.string({ description: 'client_asked, ill, or why this one in your own words' }),
  };

  async run() {
    const { args, flags } = await this.parse(OrdersAssign);
    const [{ askOrder, heard }, { askReason }, { askWhoComes, withWhatKeeps }] = await Promise.all([import('../../output/choose'), import('../../output/reason'), import('../../output/who-comes')]);
    const asked = heard(askOrder(args.id?.[0], this.look, ['unmatched', 'assigned']));
    const { first, ...given } = await this.fill({
      first: asked.question,
      worker: askWhoComes(flags.worker, this.look, asked.answer),
      reason: askReason(flags.reason, 'assign-order', 'Why this one', () => this.actor()),
    });
    const orders = this.ordersOf(args.id, first);
    const [{ assignOrder }, { nextForOrder }] = await Promise.all([import('../../domain/orders'), import('../../output/orders')]);
    const assign = async (app: App, actor: Actor, order: string) => {
      try {
        return await app.run(actor, (w) => assignOrder(w, { order, ...given }));
      } catch (error) {
        throw await app.query(actor, (w) => withWhatKeeps(w, error, { order, worker: given.worker }, this.clock));
      }
    };
    return this.carryOut(orders, flags['dry-run'], assign, { next: nextForOrder });
  }
}
