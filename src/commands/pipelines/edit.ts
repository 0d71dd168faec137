import { Args, Flags } from '@oclif/core';

import { PipelineEditCommand } from '../../output/pipeline-edit-command';

export default class PipelinesEdit extends PipelineEditCommand {
  static override description = 'store the next version of a pipeline, from a file or in your $EDITOR, from the one in force or else the newest; it changes nothing until it is activated';
  static override examples = ['<%= config.bin %> pipelines edit first', '<%= config.bin %> pipelines edit first --file first.yaml --reason "rested cats first"'];
  static override args = { name: Args.string({ description: 'name; a new one is a new pipeline' }) };
  static override flags = { file: Flags.string({ description: 'YAML file; - reads stdin' }), reason: Flags.string({ description: 'why' }) };

  async run() {
    const { args, flags } = await this.parse(PipelinesEdit);
    const { askPipeline } = await import('../../output/choose');
    const { from } = await this.fill({ from: askPipeline(args.name, this.look) });
    const name = from.split('@')[0] ?? from;
    const written = await this.written(name, from, flags.file);
    if (!written) return this.log('Nothing was changed.');
    const [{ editPipeline, lintPipeline }, { programs }] = await Promise.all([import('../../domain/staffing'), this.app()]);
    const edit = { name, source: written.source, programs: programs.names(), reason: flags.reason };
    const { warnings, isReady } = await this.sound(name, written, await this.query((w) => lintPipeline(w, edit)));
    const edited = await this.change((w) => editPipeline(w, edit));
    const { differenceLines } = await import('../../output/pipelines');
    this.done(edited.isNew ? edited.row.version : `${edited.row.version} says the same already`);
    this.lines(differenceLines(edited, process.stdout));
    const { version, state } = edited.row;
    const onward = state === 'active' ? 'mcf pipelines list' : `mcf pipelines shadow ${version} · mcf pipelines activate ${version} --reason TEXT`;
    this.next(isReady ? onward : `mcf pipelines show ${version}`);
    return { ...(await import('../../output/pipelines-json')).editedPipeline(edited), warnings };
  }
}
