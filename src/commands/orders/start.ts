import { EvidenceCommand } from '../../output/evidence-command';

export default class OrdersStart extends EvidenceCommand {
  static override description = "start an order on the worker's behalf, with a photo of the place";
  static override args = EvidenceCommand.args;
  static override examples = ['<%= config.bin %> orders start 44 --photo a.jpg --reason "dead phone"', '<%= config.bin %> orders start'];

  async run() {
    const { args, flags } = await this.parse(OrdersStart);
    const evidence = await this.evidence(args.id, flags, 'assigned');
    const { startOrder } = await import('../../domain/orders');
    const order = await this.change((w) => startOrder(w, evidence));
    const { orderLine } = await import('../../output/orders');
    this.done(orderLine(order));
    this.next(`mcf orders complete ${order.number}`);
    return (await import('../../output/json')).order(order);
  }
}
