import { Args } from '@oclif/core';

import { BaseCommand } from '../../base-command';

export default class ServicesRestore extends BaseCommand {
  static override description = 'offer a retired service once more';
  static override examples = ['<%= config.bin %> services restore scratching', '<%= config.bin %> services restore "glass dropping" --json'];
  static override args = { service: Args.string({ description: 'id or name of the service' }) };

  async run() {
    const { args } = await this.parse(ServicesRestore);
    const { askService } = await import('../../output/choose');
    const { id } = await this.fill({ id: askService(args.service, this.look, 'SERVICE', 'retired') });
    const { restoreService } = await import('../../domain/orders');
    const service = await this.change((w) => restoreService(w, id));
    this.done(`${service.nameEn} is offered again`);
    this.next('mcf orders place');
    return (await import('../../output/json')).service(service);
  }
}
