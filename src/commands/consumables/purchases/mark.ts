import { Args, Flags } from '@oclif/core';

import { BaseCommand } from '../../../base-command';

export default class ConsumablesPurchasesMark extends BaseCommand {
  static override description = 'note that a purchase was ordered, or that nobody will make it';
  static override examples = ['<%= config.bin %> consumables purchases mark 3 --ordered --reason "bill 77"', '<%= config.bin %> consumables purchases mark 3 --cancelled --reason "too dear"'];
  static override args = { number: Args.integer({ description: 'number of the purchase' }) };
  static override flags = {
    ordered: Flags.boolean({ description: 'it was ordered', exclusive: ['cancelled'] }),
    cancelled: Flags.boolean({ description: 'nobody will make it' }),
    reason: Flags.string({ description: 'why not, or where it was ordered' }),
  };

  async run() {
    const { args, flags } = await this.parse(ConsumablesPurchasesMark);
    const { askMark, askPurchase, purchase: inJson } = await import('../../../output/consumables-purchases');
    const { askText } = await import('../../../output/choose');
    const { purchase: number, as } = await this.fill({ purchase: askPurchase(args.number, this.look), as: askMark(flags) });
    const { reason } = as === 'ordered' ? flags : await this.fill({ reason: askText('--reason', flags.reason, 'Why not') });
    const { markPurchase } = await import('../../../domain/consumables');
    const purchase = await this.change((w) => markPurchase(w, { purchase: number, as, ...(reason !== undefined && { reason }) }));
    this.done(`purchase ${purchase.number}: ${purchase.quantity} ${purchase.item}, ${purchase.status}`);
    this.next('mcf consumables purchases --open');
    return inJson(purchase);
  }
}
