import { Args, Flags } from '@oclif/core';

import { BaseCommand } from '../../base-command';

export default class ConsumablesReturn extends BaseCommand {
  static override description = 'book what came back of the kit of an order; its task is done by that';
  static override examples = ['<%= config.bin %> consumables return 44', '<%= config.bin %> consumables return 44 --items "1 glass, towel"'];
  static override args = { order: Args.string({ description: 'number or id of the order' }) };
  static override flags = { items: Flags.string({ description: 'what came back, where it was not all of it, such as "1 glass, towel"' }) };

  async run() {
    const { args, flags } = await this.parse(ConsumablesReturn);
    const { askOrder } = await import('../../output/choose');
    const { reference } = await this.fill({ reference: askOrder(args.order, this.look, ['cancelled', 'failed'], 'ORDER') });
    const [{ showOrder }, { returnKit }] = [await import('../../domain/orders'), await import('../../domain/consumables')];
    const kit = await this.change(async (w) => {
      const order = (await showOrder(w, reference)).id;
      return returnKit(w, flags.items === undefined ? { order } : { order, items: flags.items });
    });
    const { issuedKit, itemsOf, wordsText } = await import('../../output/consumables');
    this.done(`kit of order ${kit.order.number} came back: ${flags.items ?? kit.handedOut ?? itemsOf(kit.items)}`);
    const stock = new Map(kit.moved.map(({ item }) => [item.name, item.onHand]));
    this.lines([...stock].map(([name, onHand]) => `  in stock: ${onHand} ${name}`));
    if (kit.words.length > 0) this.caution(wordsText(kit));
    this.next('mcf tasks');
    return issuedKit(kit);
  }
}
