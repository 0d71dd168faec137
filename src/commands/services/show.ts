import { Args } from '@oclif/core';

import { BaseCommand } from '../../base-command';

export default class ServicesShow extends BaseCommand {
  static override description = 'show a service with what its kit lists';
  static override examples = ['<%= config.bin %> services show scratching', '<%= config.bin %> services show "glass dropping" --json'];
  static override args = { service: Args.string({ description: 'id or name of the service' }) };

  async run() {
    const { args } = await this.parse(ServicesShow);
    const { askService } = await import('../../output/choose');
    const { id } = await this.fill({ id: askService(args.service, this.look, 'SERVICE') });
    const [{ showService }, { serviceCard }] = await Promise.all([import('../../domain/orders'), import('../../output/services')]);
    const found = await this.query((w) => showService(w, id));
    await this.card(...serviceCard(found));
    this.next(`mcf services edit "${found.service.nameEn}"`);
    return { ...(await import('../../output/json')).service(found.service), kit: found.kit };
  }
}
