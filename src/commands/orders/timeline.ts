import { Args, Flags } from '@oclif/core';

import { ListCommand } from '../../output/list-command';

export default class OrdersTimeline extends ListCommand {
  static override description = 'list what happened to an order, oldest first';
  static override examples = ['<%= config.bin %> orders timeline 42', '<%= config.bin %> orders timeline 42 --as-of "2026-11-20 12:00"'];
  static override args = { id: Args.string({ description: 'number or id of the order' }) };
  static override flags = { 'as-of': Flags.string({ description: 'only what was known then: ISO 8601, or "2026-11-20 12:00" in the company\'s zone' }) };

  async run() {
    const { args, flags } = await this.parse(OrdersTimeline);
    const asOf = flags['as-of'];
    const { askOrder } = await import('../../output/choose');
    const { id } = await this.fill({ id: askOrder(args.id, this.look, []) });
    const [{ orderTimeline }, { readInstant }] = await Promise.all([import('../../domain/orders'), import('../../output/instant')]);
    const history = await this.query((w) => orderTimeline(w, id, asOf === undefined ? undefined : readInstant('--as-of', asOf, w.zone)));
    return this.list(history, (await import('../../output/timeline')).timeline(this.clock), flags);
  }
}
