import { Args, Flags } from '@oclif/core';

import { BaseCommand } from '../../../base-command';
import { itemFlags } from '../../../output/item-flags';

export default class ConsumablesItemsEdit extends BaseCommand {
  static override description = 'change an item: its names, whether it is counted, and when how many are bought';
  static override examples = [
    '<%= config.bin %> consumables items edit glasses --counted --reorder-level 5 --order-quantity 20',
    '<%= config.bin %> consumables items edit glasses --name-ru стаканы --also стакана',
  ];
  static override args = { item: Args.string({ description: 'any name of the item' }) };
  static override flags = { name: Flags.string({ description: 'another name' }), ...itemFlags };

  async run() {
    const { args, flags } = await this.parse(ConsumablesItemsEdit);
    const [{ askItem, item: inJson }, { afterChange, askItemChange, itemLine }] = await Promise.all([import('../../../output/consumables'), import('../../../output/item-flags')]);
    const { item: reference, changes } = await this.fill({ item: askItem(args.item, this.look), changes: askItemChange(flags) });
    const { editItem } = await import('../../../domain/consumables');
    const item = await this.change((w) => editItem(w, { item: reference, changes }));
    this.done(itemLine(item));
    const { caution, next } = afterChange(item);
    if (caution !== undefined) this.caution(caution);
    this.next(next);
    return inJson(item);
  }
}
