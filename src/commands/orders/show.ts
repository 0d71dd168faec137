import { Args } from '@oclif/core';

import { BaseCommand } from '../../base-command';

export default class OrdersShow extends BaseCommand {
  static override description = 'show one order with its history';
  static override examples = ['<%= config.bin %> orders show 42', '<%= config.bin %> orders show 42 --json'];
  static override args = { id: Args.string({ description: 'number or id of the order' }) };

  async run() {
    const { args } = await this.parse(OrdersShow);
    const { askOrder } = await import('../../output/choose');
    const { id } = await this.fill({ id: askOrder(args.id, this.look, []) });
    const { orderTimeline, showOrder } = await import('../../domain/orders');
    const { order, history } = await this.query(async (w) => ({ order: await showOrder(w, id), history: await orderTimeline(w, id) }));
    const { nextForOrder, orderCard, timelineLines } = await import('../../output/orders');
    await this.card(...orderCard(order, this.clock));
    this.lines(timelineLines(history, this.clock));
    const next = nextForOrder(order);
    if (!next.startsWith('mcf orders show')) this.next(next);
    return (await import('../../output/json')).order(order);
  }
}
