import { Flags } from '@oclif/core';

import { ListCommand } from '../../output/list-command';

export default class WorkersList extends ListCommand {
  static override description = 'list the pool, active workers first';
  static override examples = ['<%= config.bin %> workers list', '<%= config.bin %> workers list --status active --json'];
  static override flags = { status: Flags.option({ options: ['active', 'deactivated'] as const, description: 'only workers in this state' })() };
  static override hiddenAliases = ['workers'];

  async run() {
    const { flags } = await this.parse(WorkersList);
    const { listWorkers } = await import('../../domain/staffing');
    const workers = await this.query(listWorkers);
    const { workerList } = await import('../../output/people');
    const shown = workers.filter(({ status }) => flags.status === undefined || status === flags.status);
    return this.list(shown, workerList(this.clock), flags, flags.status !== undefined && workers.length > 0);
  }
}
