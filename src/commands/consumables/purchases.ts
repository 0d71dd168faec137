import { Flags } from '@oclif/core';

import { ListCommand } from '../../output/list-command';

export default class ConsumablesPurchases extends ListCommand {
  static override description = 'list what is to be bought, and what was; open ones first';
  static override examples = ['<%= config.bin %> consumables purchases', '<%= config.bin %> consumables purchases --open --json'];
  static override flags = { open: Flags.boolean({ description: 'only what has not come yet' }) };

  async run() {
    const { flags } = await this.parse(ConsumablesPurchases);
    const [{ isAwaited, listItems, listPurchases }, { purchaseList }] = await Promise.all([import('../../domain/consumables'), import('../../output/consumables-purchases')]);
    const { purchases, items } = await this.query(async (w) => ({ purchases: await listPurchases(w, { open: flags.open }), items: await listItems(w) }));
    const waiting = purchases.find(isAwaited);
    if (waiting?.status === 'open') this.next(`mcf consumables purchases mark ${waiting.number} --ordered`);
    if (waiting?.status === 'ordered') this.next(`mcf consumables receive ${waiting.item} --quantity ${waiting.quantity - waiting.received}`);
    return this.list(purchases, purchaseList(this.clock, new Map(items.map(({ key, name }) => [key, name]))), flags, flags.open);
  }
}
