import { Flags } from '@oclif/core';

import type { OrderView } from '../../domain/orders';
import { EvidenceCommand } from '../../output/evidence-command';

export default class OrdersStart extends EvidenceCommand {
  static override description = "start an order on the worker's behalf, with a photo of the place; or take a start back that was noted by mistake";
  static override args = EvidenceCommand.args;
  static override examples = ['<%= config.bin %> orders start 44 --photo a.jpg --reason "dead phone"', '<%= config.bin %> orders start', '<%= config.bin %> orders start 44 --undo --reason "wrong order"'];
  static override flags = {
    undo: Flags.boolean({ description: 'take its start back, for a reason: it waits for its worker again', exclusive: ['photo'] }),
    yes: Flags.boolean({ description: 'do not ask, though it is long before its time' }),
  };

  async run() {
    const { args, flags } = await this.parse(OrdersStart);
    if (flags.undo) return this.takeBack(args.id, flags.reason);
    const evidence = await this.evidence(args.id, flags, 'assigned');
    const [{ startOrder, showOrder }, { earlyText, orderLine }, json] = await Promise.all([import('../../domain/orders'), import('../../output/orders'), import('../../output/json')]);
    const isAsked = this.interactive() && !flags.yes;
    const waiting = isAsked ? await this.query((w) => showOrder(w, evidence.order)) : undefined;
    if (waiting && !(await this.agreedEarly(waiting))) return json.order(waiting);
    const order = await this.change((w) => startOrder(w, evidence));
    this.done(orderLine(order));
    const early = earlyText(order, this.clock);
    if (early !== undefined && !isAsked) this.caution(early);
    this.next(`mcf orders complete ${order.number}`);
    return json.order(order);
  }

  /** Asks where it is long before the order's time. */
  private async agreedEarly(order: OrderView): Promise<boolean> {
    const early = (await import('../../output/orders')).earlyText(order, this.clock);
    if (early === undefined || order.status !== 'assigned') return true;
    const agreed = await this.confirm(`O${early.slice(1)}. Start it now?`, false);
    if (!agreed) this.log('Nothing was changed.');
    return agreed;
  }

  private async takeBack(id: string | undefined, given: string | undefined) {
    const { askOrder, askText } = await import('../../output/choose');
    const asked = await this.fill({ order: askOrder(id, this.look, ['started']), reason: askText('--reason', given, 'Why is it taken back') });
    const { takeBackStart } = await import('../../domain/orders');
    const order = await this.change((w) => takeBackStart(w, asked));
    const { nextForOrder, orderLine } = await import('../../output/orders');
    this.done(`${orderLine(order)} · its start was taken back`);
    if (order.status === 'unmatched') this.caution('its worker works here no longer: another one is looked for');
    this.next(nextForOrder(order));
    return (await import('../../output/json')).order(order);
  }
}
