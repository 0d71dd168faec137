import { Args, Flags } from '@oclif/core';

import { BaseCommand } from '../../base-command';

export default class PipelinesShow extends BaseCommand {
  static override description = 'show one pipeline: its steps, where it stands and how it came there';
  static override examples = ['<%= config.bin %> pipelines show first', '<%= config.bin %> pipelines show first@1 --source > first.yaml'];
  static override args = { name: Args.string({ description: 'name, or version such as first@2' }) };
  static override flags = { source: Flags.boolean({ description: 'the file to be changed and given to edit, and nothing else', exclusive: ['json'] }) };

  async run() {
    const { args, flags } = await this.parse(PipelinesShow);
    const { askPipeline } = await import('../../output/choose');
    const { name } = await this.fill({ name: askPipeline(args.name, this.look) });
    const { showPipeline } = await import('../../domain/staffing');
    const found = await this.query((w) => showPipeline(w, name));
    if (flags.source) return void process.stdout.write(found.source);
    const { nextForPipelines, pipelineCard, pipelineLines } = await import('../../output/pipelines');
    await this.card(...pipelineCard(found, this.clock));
    this.lines(pipelineLines(found, this.clock));
    this.next(nextForPipelines([found]));
    return (await import('../../output/pipelines-json')).pipelineDetails(found);
  }
}
