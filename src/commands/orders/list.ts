import { Flags } from '@oclif/core';

import { ListCommand } from '../../output/list-command';

const STATUSES = ['unmatched', 'assigned', 'started', 'completed', 'failed', 'cancelled'] as const;

export default class OrdersList extends ListCommand {
  static override description = 'list orders: those without a worker first, then newest';
  static override examples = ['<%= config.bin %> orders list', '<%= config.bin %> orders list --status unmatched --client C-000012'];
  static override flags = {
    status: Flags.option({ options: STATUSES, multiple: true, multipleNonGreedy: true, description: 'only orders in this state; may be repeated' })(),
    client: Flags.string({ description: 'only orders of this client (id or number)' }),
    worker: Flags.string({ description: 'only orders of this worker (id or number)' }),
  };
  static override hiddenAliases = ['orders'];

  async run() {
    const { flags } = await this.parse(OrdersList);
    const { filterOf, nextForList, ordersWith } = await import('../../output/order-filter');
    const limit = await this.mostRows(flags);
    const { orders, total, next } = await this.query(async (w) => {
      const found = await ordersWith(w, flags, limit);
      return { ...found, next: await nextForList(w, found.orders, filterOf(flags)) };
    });
    if (next !== undefined) this.next(next);
    const { orderList } = await import('../../output/orders');
    return this.list(orders, orderList(this.clock), flags, filterOf(flags), total);
  }
}
