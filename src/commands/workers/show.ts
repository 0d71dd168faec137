import { Args } from '@oclif/core';

import { BaseCommand } from '../../base-command';

export default class WorkersShow extends BaseCommand {
  static override description = 'show one worker';
  static override examples = ['<%= config.bin %> workers show C-000310', '<%= config.bin %> workers show C-310 --json'];
  static override args = { id: Args.string({ description: 'id, number or name of the worker' }) };

  async run() {
    const { args } = await this.parse(WorkersShow);
    const { askWorker } = await import('../../output/choose');
    const { id } = await this.fill({ id: askWorker(args.id, this.look) });
    const { showWorker, workerRating } = await import('../../domain/staffing');
    const { worker, rating } = await this.query(async (w) => ({ worker: await showWorker(w, id), rating: await workerRating(w, id) }));
    const [{ workerCard }, { ratingFields, ratingJson }] = await Promise.all([import('../../output/people'), import('../../output/rating')]);
    const [title, fields] = workerCard(worker, this.clock);
    await this.card(title, { ...fields, ...ratingFields(rating) });
    const { catNumber } = await import('../../domain/shared/ids');
    this.next(`mcf workers statement ${catNumber(worker.number)}`);
    return { ...(await import('../../output/json')).worker(worker), ...ratingJson(rating) };
  }
}
