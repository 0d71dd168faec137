import { Flags } from '@oclif/core';

import { ListCommand } from '../../output/list-command';

export default class PipelinesList extends ListCommand {
  static override description = 'list pipelines that match workers to orders, and which is in force';
  static override examples = ['<%= config.bin %> pipelines', '<%= config.bin %> pipelines list --all --json'];
  static override hiddenAliases = ['pipelines'];
  static override flags = { all: Flags.boolean({ description: 'every version, not just the newest of each and what is in force or in shadow' }) };

  async run() {
    const { flags } = await this.parse(PipelinesList);
    const { listPipelines } = await import('../../domain/staffing');
    const { rows, hidden } = await this.query(async (w) => {
      const shown = await listPipelines(w, { all: flags.all });
      return { rows: shown, hidden: (await listPipelines(w, { all: true })).length - shown.length };
    });
    const { nextForPipelines, pipelineList } = await import('../../output/pipelines');
    this.next(nextForPipelines(rows));
    const listed = await this.list(rows, pipelineList(this.clock), flags);
    if (hidden > 0 && !flags.csv) this.log(`${hidden} older: mcf pipelines list --all`);
    return listed;
  }
}
