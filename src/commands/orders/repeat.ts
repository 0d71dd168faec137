import { Args, Flags } from '@oclif/core';

import { BaseCommand } from '../../base-command';

export default class OrdersRepeat extends BaseCommand {
  static override description = 'place a failed or cancelled order once more, at another date and a new price';
  static override examples = ['<%= config.bin %> orders repeat 42', '<%= config.bin %> orders repeat 42 --at "2026-11-23 15:00"'];
  static override args = { id: Args.string({ description: 'number or id of the order' }) };
  static override flags = { at: Flags.string({ description: 'when: ISO 8601, or "2026-11-21 15:00" in the company\'s zone' }) };

  async run() {
    const { args, flags } = await this.parse(OrdersRepeat);
    const [{ askOrder }, { askWhen, pastOr }] = await Promise.all([import('../../output/choose'), import('../../output/place-order')]);
    const { original, when } = await this.fill({
      original: askOrder(args.id, this.look, ['failed', 'cancelled']),
      when: askWhen(flags.at, this.look, () => this.clock),
    });
    const [{ repeatOrder }, { readInstant }] = await Promise.all([import('../../domain/orders'), import('../../output/instant')]);
    const id = (await this.app()).newId();
    const at = () => readInstant('--at', when, this.clock.zone);
    const order = await this.process((app, actor) => repeatOrder(app, actor, { id, order: original, at: at() })).catch((error: unknown) => {
      throw pastOr(error, at(), this.clock);
    });
    const { nextForOrder, orderLine } = await import('../../output/orders');
    this.done(orderLine(order));
    this.next(nextForOrder(order));
    return (await import('../../output/json')).order(order);
  }
}
