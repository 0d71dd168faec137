import { Flags } from '@oclif/core';

import { BaseCommand } from '../../base-command';

export default class PipelinesRollback extends BaseCommand {
  static override description = 'put back the pipeline that was in force before, from the next order on; orders keep their workers';
  static override examples = ['<%= config.bin %> pipelines rollback --reason "too many complaints"', '<%= config.bin %> pipelines rollback --reason complaints --json'];
  static override flags = { reason: Flags.string({ description: 'why' }) };

  async run() {
    const { flags } = await this.parse(PipelinesRollback);
    const { askText } = await import('../../output/choose');
    const { reason } = await this.fill({ reason: askText('--reason', flags.reason, 'Why') });
    const [{ rollbackPipeline }, { programs }] = await Promise.all([import('../../domain/staffing'), this.app()]);
    const { row, replaced } = await this.change((w) => rollbackPipeline(w, { reason, programs: programs.names() }));
    this.done(`${row.version} is in force again in place of ${replaced}, from the next order on`);
    this.next('mcf pipelines list');
    return { ...(await import('../../output/pipelines-json')).pipeline(row), replaced };
  }
}
