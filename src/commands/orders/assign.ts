import { Flags } from '@oclif/core';

import { BulkCommand } from '../../output/bulk-command';

export default class OrdersAssign extends BulkCommand {
  static override description = 'give orders a worker by hand; their prices stay';
  static override examples = ['<%= config.bin %> orders assign 43', '<%= config.bin %> orders assign 43 44 --worker C-000310 --reason "lives next door"'];
  static override args = BulkCommand.args;
  static override flags = {
    worker: Flags.string({ description: 'id or number of the worker' }),
    reason: Flags.string({ description: 'client_asked, ill, or why this one in your own words' }),
  };

  async run() {
    const { args, flags } = await this.parse(OrdersAssign);
    const { askOrder, askText, askWorker } = await import('../../output/choose');
    const { first, ...given } = await this.fill({
      first: askOrder(args.id?.[0], this.look, ['unmatched', 'assigned']),
      worker: askWorker(flags.worker, this.look, '--worker'),
      reason: askText('--reason', flags.reason, 'Why this one'),
    });
    const orders = this.ordersOf(args.id, first);
    const [{ assignOrder }, { nextForOrder }] = await Promise.all([import('../../domain/orders'), import('../../output/orders')]);
    return this.carryOut(orders, flags['dry-run'], (app, actor, order) => app.run(actor, (w) => assignOrder(w, { order, ...given })), { next: nextForOrder });
  }
}
