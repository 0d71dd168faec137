import { BaseCommand } from '../../base-command';

export default class DbStatus extends BaseCommand {
  static override description = 'where the database is, and whether it is up to date';
  static override examples = ['<%= config.bin %> db', '<%= config.bin %> db status --json'];
  static override hiddenAliases = ['db'];

  async run() {
    await this.parse(DbStatus);
    const app = await this.app();
    const { tidyPath } = await import('../../output/init');
    const { databaseUrl } = await this.settings();
    const { migrationsOf } = await import('../../output/database');
    const { company, pending } = await migrationsOf(app);
    const database = tidyPath(databaseUrl);
    const migrations = pending === 0 ? 'all applied' : `${pending} to apply`;
    const lives = company && (company.live ? 'real: the simulator is never started on it' : 'trial: it never worked with a token');
    await this.card('Database', { at: database, kind: kindOf(databaseUrl), migrations, zone: company?.zone, company: lives });
    if (pending > 0) this.next('mcf db migrate');
    return { database, kind: kindOf(databaseUrl), pending, zone: company?.zone ?? null, live: company?.live ?? null };
  }
}

const kindOf = (url: string) => (url.startsWith('postgres') ? 'PostgreSQL' : 'SQLite');
