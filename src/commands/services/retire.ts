import { Args } from '@oclif/core';

import { BaseCommand } from '../../base-command';

export default class ServicesRetire extends BaseCommand {
  static override description = 'stop offering a service; orders that were placed stay';
  static override examples = ['<%= config.bin %> services retire scratching', '<%= config.bin %> services retire "glass dropping" --json'];
  static override args = { service: Args.string({ description: 'id or name of the service' }) };

  async run() {
    const { args } = await this.parse(ServicesRetire);
    const { askService } = await import('../../output/choose');
    const { id } = await this.fill({ id: askService(args.service, this.look, 'SERVICE') });
    const { retireService } = await import('../../domain/orders');
    const service = await this.change((w) => retireService(w, id));
    this.done(`${service.nameEn} is no longer offered`);
    return (await import('../../output/json')).service(service);
  }
}
