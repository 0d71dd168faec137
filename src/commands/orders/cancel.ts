import { EndCommand } from '../../output/end-command';

export default class OrdersCancel extends EndCommand {
  static override description = 'cancel an order before its start; the full price is still owed, but for an unmatched one';
  static override args = EndCommand.args;
  static override examples = ['<%= config.bin %> orders cancel 43 --reason plans_changed', '<%= config.bin %> orders cancel 43 --reason "the sofa is gone"'];

  async run() {
    const { args, flags } = await this.parse(OrdersCancel);
    const given = await this.ending({ ...flags, id: args.id, reason: flags.reason }, ['unmatched', 'assigned'], 'Cancel');
    if (!given) return;
    const { cancelOrder } = await import('../../domain/orders');
    const order = await this.change((w) => cancelOrder(w, given));
    const { orderLine } = await import('../../output/orders');
    this.done(orderLine(order));
    this.next(`mcf reviews show ${order.number}`);
    return (await import('../../output/json')).order(order);
  }
}
