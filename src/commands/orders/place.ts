import { Flags } from '@oclif/core';

import { BaseCommand } from '../../base-command';

export default class OrdersPlace extends BaseCommand {
  static override description = 'place an order for a client';
  static override examples = [
    '<%= config.bin %> orders place',
    '<%= config.bin %> orders place --client C-000012 --service "glass dropping" --place "Kitchen, Lenina 5" --at "2026-11-21 15:00"',
  ];
  static override flags = {
    client: Flags.string({ description: 'id, number or name of the client' }),
    service: Flags.string({ description: 'id or name of the service' }),
    place: Flags.string({ description: 'where' }),
    at: Flags.string({ description: 'when: ISO 8601, or "2026-11-21 15:00" in the company\'s zone' }),
    description: Flags.string({ description: 'what the worker should know' }),
    directions: Flags.string({ description: 'how to find the place' }),
  };

  async run() {
    const { flags } = await this.parse(OrdersPlace);
    const { askRequest, estimateLine, pastOr, requestOf } = await import('../../output/place-order');
    const request = requestOf(await this.fill(askRequest(flags, this.look, () => this.clock)), flags, (await this.app()).newId());
    const { estimateOrder, placeOrder } = await import('../../domain/orders');
    const named = (error: unknown) => {
      throw pastOr(error, request(this.clock.zone).at, this.clock);
    };
    if (this.asked) {
      const estimate = await this.query((w) => estimateOrder(w, request(w.zone))).catch(named);
      process.stderr.write(`  ${estimateLine(estimate, this.clock)}\n`);
      if (!(await this.confirm(`Place it for ${estimate.client.name}?`, false, true))) return this.log('Nothing was placed.');
    }
    const order = await this.process((app, actor) => placeOrder(app, actor, request(this.clock.zone))).catch(named);
    const { nextForOrder, orderLine } = await import('../../output/orders');
    this.done(orderLine(order));
    this.next(nextForOrder(order));
    return (await import('../../output/json')).order(order);
  }
}
