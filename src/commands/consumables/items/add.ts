import { Args } from '@oclif/core';

import { BaseCommand } from '../../../base-command';
import { itemFlags } from '../../../output/item-flags';

export default class ConsumablesItemsAdd extends BaseCommand {
  static override description = 'add an item that no kit lists yet; what a kit lists is there already';
  static override examples = ['<%= config.bin %> consumables items add towel', '<%= config.bin %> consumables items add "fish oil" --name-ru "рыбий жир" --unit ml --counted'];
  static override args = { name: Args.string({ description: 'its name' }) };
  static override flags = itemFlags;

  async run() {
    const { args, flags } = await this.parse(ConsumablesItemsAdd);
    const [{ askText }, { afterChange, itemChanges, itemLine }] = await Promise.all([import('../../../output/choose'), import('../../../output/item-flags')]);
    const changes = itemChanges(flags);
    const { name } = await this.fill({ name: askText('NAME', args.name, 'Name') });
    const { addItem } = await import('../../../domain/consumables');
    const item = await this.change((w) => addItem(w, { ...changes, name }));
    this.done(itemLine(item));
    const { caution, next } = afterChange(item);
    if (caution !== undefined) this.caution(caution);
    this.next(next);
    return (await import('../../../output/consumables')).item(item);
  }
}
