import { ListCommand } from '../../output/list-command';

export default class ConsumablesItems extends ListCommand {
  static override description = 'list what goes into kits, with the stock of what is counted';
  static override examples = ['<%= config.bin %> consumables items', '<%= config.bin %> consumables items --csv'];

  async run() {
    const { flags } = await this.parse(ConsumablesItems);
    const [{ listItems }, { itemList }] = await Promise.all([import('../../domain/consumables'), import('../../output/consumables')]);
    const items = await this.query(listItems);
    this.next('mcf consumables items edit');
    return this.list(items, itemList(), flags);
  }
}
