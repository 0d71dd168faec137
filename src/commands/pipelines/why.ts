import { Args } from '@oclif/core';

import { BaseCommand } from '../../base-command';

export default class PipelinesWhy extends BaseCommand {
  static override description = 'why an order has its worker: step by step, with everybody who was dropped';
  static override examples = ['<%= config.bin %> pipelines why 42', '<%= config.bin %> pipelines why 42 --json'];
  static override args = { order: Args.string({ description: 'number or id of the order' }) };

  async run() {
    const { args } = await this.parse(PipelinesWhy);
    const { askOrder } = await import('../../output/choose');
    const { order } = await this.fill({ order: askOrder(args.order, this.look, [], 'ORDER') });
    const { aroundLines, lookAtMatch, scoreColumns, scoreRows, whyColumns, whyRows, whyTitle } = await import('../../output/pipelines-why');
    const why = await this.query((w) => lookAtMatch(w, order));
    this.log(whyTitle(why));
    await this.table(whyRows(why), whyColumns(why));
    const scores = scoreRows(why);
    if (scores.length > 0) await this.table(scores, scoreColumns);
    this.lines(aroundLines(why, this.clock));
    this.next(`mcf orders show ${why.order.number}`);
    return (await import('../../output/pipelines-json')).explainedMatch(why.of, why.order);
  }
}
