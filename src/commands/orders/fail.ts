import { EndCommand } from '../../output/end-command';

export default class OrdersFail extends EndCommand {
  static override description = 'fail a started order; the client pays in full, the worker is fined';
  static override args = EndCommand.args;
  static override examples = ['<%= config.bin %> orders fail 42 --reason no_client', '<%= config.bin %> orders fail 42 --reason "the glass did not break"'];

  async run() {
    const { args, flags } = await this.parse(OrdersFail);
    const given = await this.ending({ ...flags, id: args.id, reason: flags.reason }, ['started'], 'Fail');
    if (!given) return;
    const { failOrder } = await import('../../domain/orders');
    const order = await this.change((w) => failOrder(w, given));
    const { orderLine } = await import('../../output/orders');
    this.done(orderLine(order));
    this.next(`mcf reviews show ${order.number}`);
    return (await import('../../output/json')).order(order);
  }
}
