import { Args } from '@oclif/core';

import { BaseCommand } from '../../base-command';

export default class OrdersShow extends BaseCommand {
  static override description = 'show one order with its history';
  static override examples = ['<%= config.bin %> orders show 42', '<%= config.bin %> orders show 42 --json'];
  static override args = { id: Args.string({ description: 'number or id of the order' }) };

  async run() {
    const { args } = await this.parse(OrdersShow);
    const { askOrder } = await import('../../output/choose');
    const { id } = await this.fill({ id: askOrder(args.id, this.look, []) });
    const { seeOrder } = await import('../../output/see-order');
    const { order, history, photos, kit } = await this.query((w) => seeOrder(w, id));
    const [{ nextForOrder, orderCard }, { timelineLines }, { photosLine }] = await Promise.all([import('../../output/orders'), import('../../output/timeline'), import('../../output/order-photos')]);
    const [title, fields] = orderCard(order, this.clock);
    await this.card(title, { ...fields, supplies: kit, photos: photosLine(photos) });
    this.lines(timelineLines(history, this.clock));
    const next = nextForOrder(order);
    if (!next.startsWith('mcf orders show')) this.next(next);
    const json = await import('../../output/json');
    return { ...json.order(order), photos: photos.map(json.keptPhoto) };
  }
}
