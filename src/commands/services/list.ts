import { ListCommand } from '../../output/list-command';

export default class ServicesList extends ListCommand {
  static override description = 'list services, those on offer first';
  static override examples = ['<%= config.bin %> services list', '<%= config.bin %> services list --json'];
  static override hiddenAliases = ['services'];

  async run() {
    const { flags } = await this.parse(ServicesList);
    const { listServices } = await import('../../domain/orders');
    const services = await this.query(listServices);
    return this.list(services, (await import('../../output/services')).serviceList, flags);
  }
}
