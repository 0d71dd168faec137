import { Args } from '@oclif/core';

import { BaseCommand } from '../../base-command';

export default class WorkersShow extends BaseCommand {
  static override description = 'show one worker';
  static override examples = ['<%= config.bin %> workers show C-000310', '<%= config.bin %> workers show C-310 --json'];
  static override args = { id: Args.string({ description: 'id or number of the worker' }) };

  async run() {
    const { args } = await this.parse(WorkersShow);
    const { askWorker } = await import('../../output/choose');
    const { id } = await this.fill({ id: askWorker(args.id, this.look) });
    const { showWorker } = await import('../../domain/staffing');
    const worker = await this.query((w) => showWorker(w, id));
    const { workerCard } = await import('../../output/people');
    await this.card(...workerCard(worker, this.clock));
    const { catNumber } = await import('../../domain/shared/ids');
    this.next(`mcf workers statement ${catNumber(worker.number)}`);
    return (await import('../../output/json')).worker(worker);
  }
}
