import { Args } from '@oclif/core';

import { BaseCommand } from '../../base-command';

export default class PipelinesCompare extends BaseCommand {
  static override description = 'hold two pipelines against each other over the orders that both matched, one of them in shadow';
  static override examples = ['<%= config.bin %> pipelines compare first@1 first@2', '<%= config.bin %> pipelines compare first@1 first@2 --json'];
  static override args = { a: Args.string({ description: 'the one in force, such as first@1' }), b: Args.string({ description: 'the one in shadow' }) };

  async run() {
    const { args } = await this.parse(PipelinesCompare);
    const { askPipeline } = await import('../../output/choose');
    const { a, b } = await this.fill({ a: askPipeline(args.a, this.look, 'A'), b: askPipeline(args.b, this.look, 'B') });
    const { comparePipelines, shadowsDue } = await import('../../domain/staffing');
    const { found, isPending } = await this.query(async (w) => ({ found: await comparePipelines(w, { a, b }), isPending: await shadowsDue(w) }));
    const { comparisonTold, sideColumns, sides } = await import('../../output/pipelines-compare');
    await this.table(sides(found), sideColumns);
    this.lines(comparisonTold(found));
    if (isPending) this.caution('more orders wait to be run in shadow, and are lost to it once it is activated: mcf jobs run shadows');
    if (isPending) this.next('mcf jobs run shadows');
    else this.next(found.estimate.rate === null ? 'mcf pipelines list' : `mcf pipelines activate ${found.shadow} --reason TEXT`);
    return (await import('../../output/pipelines-json')).pipelineComparison(found);
  }
}
