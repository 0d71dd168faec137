import { Args, Flags } from '@oclif/core';

import { BaseCommand } from '../../base-command';

export default class PipelinesShadow extends BaseCommand {
  static override description = 'let a pipeline match beside the one in force: recorded, never acted on';
  static override examples = ['<%= config.bin %> pipelines shadow first@2', '<%= config.bin %> pipelines shadow first@2 --stop'];
  static override args = { version: Args.string({ description: 'version such as first@2; a name alone is its newest' }) };
  static override flags = { stop: Flags.boolean({ description: 'stop it; what was recorded stays' }) };

  async run() {
    const { args, flags } = await this.parse(PipelinesShadow);
    const { askPipeline } = await import('../../output/choose');
    const { ref } = await this.fill({ ref: askPipeline(args.version, this.look, 'VERSION') });
    const [{ listPipelines, shadowPipeline }, { programs }] = await Promise.all([import('../../domain/staffing'), this.app()]);
    const row = await this.change((w) => shadowPipeline(w, { ref, stop: flags.stop, programs: programs.names() }));
    this.done(flags.stop ? `${row.version} runs in shadow no more` : `${row.version} runs in shadow from the next order on; recorded, never acted on`);
    const [active] = await this.query((w) => listPipelines(w));
    this.next(`mcf pipelines compare ${active?.version} ${row.version}`);
    return (await import('../../output/pipelines-json')).pipeline(row);
  }
}
