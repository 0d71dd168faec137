import { Args, Flags } from '@oclif/core';

import { BaseCommand } from '../../base-command';

export default class PipelinesActivate extends BaseCommand {
  static override description = 'put a version of a pipeline in force from the next order on';
  static override examples = ['<%= config.bin %> pipelines activate first@2 --reason "rested cats first"', '<%= config.bin %> pipelines activate first@2 --reason trial --json'];
  static override args = { version: Args.string({ description: 'version such as first@2; a name alone is its newest' }) };
  static override flags = { reason: Flags.string({ description: 'why' }) };

  async run() {
    const { args, flags } = await this.parse(PipelinesActivate);
    const { askPipeline, askText } = await import('../../output/choose');
    const { ref, reason } = await this.fill({ ref: askPipeline(args.version, this.look, 'VERSION'), reason: askText('--reason', flags.reason, 'Why') });
    const [{ activatePipeline, listPipelines, shadowsDue }, { programs }] = await Promise.all([import('../../domain/staffing'), this.app()]);
    const { row, replaced, wasPending } = await this.change(async (w) => {
      const inShadow = (await shadowsDue(w)) ? (await listPipelines(w)).filter(({ state }) => state === 'shadow') : [];
      const change = await activatePipeline(w, { ref, reason, programs: programs.names() });
      return { ...change, wasPending: inShadow.some(({ version }) => version === change.row.version) };
    });
    this.done(`${row.version} is in force in place of ${replaced}, from the next order on`);
    if (wasPending) this.caution(`orders that ${row.version} had yet to be run for in shadow are left out of comparisons; before the next: mcf jobs run shadows`);
    this.next('undo: mcf pipelines rollback --reason TEXT');
    return { ...(await import('../../output/pipelines-json')).pipeline(row), replaced };
  }
}
