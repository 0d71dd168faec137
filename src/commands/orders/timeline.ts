import { Args } from '@oclif/core';

import { ListCommand } from '../../output/list-command';

export default class OrdersTimeline extends ListCommand {
  static override description = 'list what happened to an order, oldest first';
  static override examples = ['<%= config.bin %> orders timeline 42', '<%= config.bin %> orders timeline 42 --json'];
  static override args = { id: Args.string({ description: 'number or id of the order' }) };

  async run() {
    const { args, flags } = await this.parse(OrdersTimeline);
    const { askOrder } = await import('../../output/choose');
    const { id } = await this.fill({ id: askOrder(args.id, this.look, []) });
    const { orderTimeline } = await import('../../domain/orders');
    const history = await this.query((w) => orderTimeline(w, id));
    return this.list(history, (await import('../../output/orders')).timeline(this.clock), flags);
  }
}
