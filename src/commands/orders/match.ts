import { Args } from '@oclif/core';

import { BaseCommand } from '../../base-command';

export default class OrdersMatch extends BaseCommand {
  static override description = 'ask the pipeline once more who comes to an order that has no worker, or one who cannot come';
  static override examples = ['<%= config.bin %> orders match 43', '<%= config.bin %> orders match 43 --json'];
  static override args = { id: Args.string({ description: 'number or id of the order' }) };

  async run() {
    const { args } = await this.parse(OrdersMatch);
    const { askOrder } = await import('../../output/choose');
    const { order } = await this.fill({ order: askOrder(args.id, this.look, ['unmatched', 'assigned']) });
    const { matchAgain } = await import('../../domain/orders');
    const matched = await this.process((app, actor) => matchAgain(app, actor, { order }));
    const { nextForOrder, orderLine } = await import('../../output/orders');
    const { number } = matched.order;
    if (matched.outcome === 'found') {
      this.done(orderLine(matched.order));
      this.next(nextForOrder(matched.order));
    } else {
      this.log(`order ${number} · ${matched.outcome === 'stopped' ? `matching stopped: the program ${matched.program} failed` : 'nobody is free'}`);
      const { whyNobody } = await import('../../output/who-comes');
      if (matched.outcome === 'nobody') this.log(`  ${await this.query((w) => whyNobody(w, order))}`);
      this.next(`mcf pipelines why ${number} · mcf orders assign ${number}`);
    }
    const told = (await import('../../output/json')).order(matched.order);
    return { ...told, outcome: matched.outcome, ...(matched.outcome === 'stopped' && { program: matched.program }) };
  }
}
