import { Args, Flags } from '@oclif/core';

import { BaseCommand } from '../../base-command';

export default class ConsumablesReceive extends BaseCommand {
  static override description = 'add what was delivered to the stock, and to the purchase that waits for it';
  static override examples = ['<%= config.bin %> consumables receive glasses --quantity 20', '<%= config.bin %> consumables receive glasses --quantity 12 --purchase 3 --reason "bill 77"'];
  static override args = { item: Args.string({ description: 'any name of the item' }) };
  static override flags = {
    quantity: Flags.integer({ description: 'how many came' }),
    purchase: Flags.integer({ description: 'number of the purchase; else the one that waits for the item' }),
    reason: Flags.string({ description: 'where they came from' }),
  };

  async run() {
    const { args, flags } = await this.parse(ConsumablesReceive);
    const [{ askItem, askQuantity, item: inJson }, { purchase: purchaseInJson }] = [await import('../../output/consumables'), await import('../../output/consumables-purchases')];
    const answers = await this.fill({ item: askItem(args.item, this.look), quantity: askQuantity(flags.quantity) });
    const { receiveStock } = await import('../../domain/consumables');
    const more = { ...(flags.purchase !== undefined && { purchase: flags.purchase }), ...(flags.reason !== undefined && { reason: flags.reason }) };
    const { item, purchase } = await this.change((w) => receiveStock(w, { ...answers, ...more }));
    this.done(`${item.name}: +${answers.quantity}, ${item.onHand} on hand`);
    if (purchase) this.lines([`  purchase ${purchase.number}: ${purchase.received} of ${purchase.quantity}, ${purchase.status}`]);
    this.next('mcf consumables purchases --open');
    return { ...inJson(item), purchase: purchase && purchaseInJson(purchase) };
  }
}
