import { Args, Flags } from '@oclif/core';

import { StockCommand } from '../../output/stock-command';

export default class ConsumablesStock extends StockCommand {
  static override description = 'what is on hand; of one item every movement. With --count what somebody counted is booked';
  static override examples = [
    '<%= config.bin %> consumables stock',
    '<%= config.bin %> consumables stock glasses',
    '<%= config.bin %> consumables stock glasses --count 12 --reason stock-take',
  ];
  static override args = { item: Args.string({ description: 'any name of the item' }) };
  static override flags = {
    count: Flags.integer({ description: 'how many there really are', min: 0 }),
    reason: Flags.string({ description: 'why it was counted, or what became of the rest', dependsOn: ['count'] }),
  };

  async run() {
    const { args, flags } = await this.parse(ConsumablesStock);
    if (flags.count !== undefined) return this.book(args.item, flags.count, flags.reason);
    return args.item === undefined ? this.tellAll(flags) : this.tellOne(args.item, flags);
  }
}
