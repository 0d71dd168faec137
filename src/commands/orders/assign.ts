import { Args, Flags } from '@oclif/core';

import { BaseCommand } from '../../base-command';

export default class OrdersAssign extends BaseCommand {
  static override description = 'give an order a worker by hand; its price stays';
  static override examples = ['<%= config.bin %> orders assign 43', '<%= config.bin %> orders assign 43 --worker C-000310 --reason "lives next door"'];
  static override args = { id: Args.string({ description: 'number or id of the order' }) };
  static override flags = {
    worker: Flags.string({ description: 'id or number of the worker' }),
    reason: Flags.string({ description: 'why this one' }),
  };

  async run() {
    const { args, flags } = await this.parse(OrdersAssign);
    const { askOrder, askText, askWorker } = await import('../../output/choose');
    const { order: id, ...given } = await this.fill({
      order: askOrder(args.id, this.look, ['unmatched', 'assigned']),
      worker: askWorker(flags.worker, this.look, '--worker'),
      reason: askText('--reason', flags.reason, 'Why this one'),
    });
    const { assignOrder } = await import('../../domain/orders');
    const order = await this.change((w) => assignOrder(w, { order: id, ...given }));
    const { nextForOrder, orderLine } = await import('../../output/orders');
    this.done(orderLine(order));
    this.next(nextForOrder(order));
    return (await import('../../output/json')).order(order);
  }
}
