import { Args, Flags } from '@oclif/core';

import { BaseCommand } from '../../base-command';

export default class OrdersDirections extends BaseCommand {
  static override description = 'say how to find the place of an order; its worker sees it at once';
  static override examples = ['<%= config.bin %> orders directions 42 --text "second yard, code 17"', '<%= config.bin %> orders directions 42 --text ""'];
  static override args = { id: Args.string({ description: 'number or id of the order' }) };
  static override flags = { text: Flags.string({ description: 'how to find it; empty takes it back' }) };

  async run() {
    const { args, flags } = await this.parse(OrdersDirections);
    const { askOrder, askText } = await import('../../output/choose');
    const { order: id, text } = await this.fill({
      order: askOrder(args.id, this.look, ['unmatched', 'assigned', 'started']),
      text: askText('--text', flags.text, 'How to find it'),
    });
    const { setDirections } = await import('../../domain/orders');
    const order = await this.change((w) => setDirections(w, { order: id, text }));
    this.done(order.directions === null ? `order ${order.number} · no directions` : `order ${order.number} · directions kept`);
    this.next(`mcf orders show ${order.number}`);
    return (await import('../../output/json')).order(order);
  }
}
