import { Flags } from '@oclif/core';

import { BaseCommand } from '../base-command';

export default class Init extends BaseCommand {
  static override description = 'make the database, the company and its first admin, signed in on this machine';
  static override examples = ['<%= config.bin %> init', '<%= config.bin %> init --admin Boss --time-zone Europe/Moscow --yes'];
  static override flags = {
    admin: Flags.string({ description: 'name of the first admin' }),
    language: Flags.option({ options: ['en', 'ru'] as const, description: 'language of the admin' })(),
    'time-zone': Flags.string({ description: 'zone of the company (IANA); it stays for good' }),
    yes: Flags.boolean({ description: 'ask for nothing but the name' }),
  };

  async run() {
    const { flags } = await this.parse(Init);
    const { askForCompany, isSetUp, makeCompany, tidyPath } = await import('../output/init');
    const settings = await this.settings();
    if (this.interactive() && (await isSetUp(await this.app()))) throw (await import('../domain/users')).alreadyInitialised();
    const company = await this.fill(askForCompany(flags, settings, this.interactive() && !flags.yes));
    const { admin, invite } = await makeCompany(await this.app(), settings, company);
    if (process.env.MCF_CLOCK) await this.tellClock();
    const { catNumber } = await import('../domain/shared/ids');
    this.done(`database  ${tidyPath(settings.databaseUrl)}`);
    this.done(`admin     ${admin.name} ${catNumber(admin.number)}, signed in here`);
    this.done(`chat      ${invite.link}`);
    this.next('mcf start');
    return { admin: { id: admin.id, number: catNumber(admin.number), name: admin.name }, invite };
  }
}
