import { EvidenceCommand } from '../../output/evidence-command';

export default class OrdersComplete extends EvidenceCommand {
  static override description = "complete an order on the worker's behalf, with a photo of the signed form";
  static override args = EvidenceCommand.args;
  static override examples = ['<%= config.bin %> orders complete 44 --photo form.jpg --reason "dead phone"', '<%= config.bin %> orders complete'];

  async run() {
    const { args, flags } = await this.parse(OrdersComplete);
    const evidence = await this.evidence(args.id, flags, 'started');
    const { completeOrder } = await import('../../domain/orders');
    const order = await this.change((w) => completeOrder(w, evidence));
    const { earlyText, orderLine } = await import('../../output/orders');
    this.done(orderLine(order));
    const early = earlyText(order, this.clock);
    if (early !== undefined) this.caution(early);
    this.next('mcf billing run --dry-run');
    return (await import('../../output/json')).order(order);
  }
}
