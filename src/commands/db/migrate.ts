import { BaseCommand } from '../../base-command';

export default class DbMigrate extends BaseCommand {
  static override description = 'bring the tables up to date; does nothing where they are';
  static override examples = ['<%= config.bin %> db migrate', '<%= config.bin %> db migrate --json'];

  async run() {
    await this.parse(DbMigrate);
    const applied = await (await this.app()).migrate();
    this.done(applied.length === 0 ? 'up to date already' : `applied ${applied.join(', ')}`);
    this.next('mcf db status');
    return { applied };
  }
}
