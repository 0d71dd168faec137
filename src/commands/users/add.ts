import { Flags } from '@oclif/core';

import { BaseCommand } from '../../base-command';
import { roleByHand } from '../../output/role-flag';

export default class UsersAdd extends BaseCommand {
  static override description = 'add a client or a member of staff, with an invitation to the chat';
  static override examples = [
    '<%= config.bin %> users add --name Barsik --role client --language ru',
    '<%= config.bin %> users add --name Ann --role supplies --role manager',
  ];
  static override flags = {
    name: Flags.string({ description: 'name of the person' }),
    role: roleByHand({ multiple: true, multipleNonGreedy: true, description: 'client, manager, supplies or admin; may be repeated. Workers and candidates come by: mcf candidates add' }),
    language: Flags.option({ options: ['en', 'ru'] as const, description: 'language of messages', default: 'en' })(),
  };

  async run() {
    const { flags } = await this.parse(UsersAdd);
    const { askText } = await import('../../output/choose');
    const { askRoles, invited } = await import('../../output/invite');
    const given = await this.fill({ name: askText('--name', flags.name, 'Name'), roles: askRoles(flags.role) });
    const { addUser } = await import('../../domain/users');
    const { person, invitation } = await this.change((w) => addUser(w, { ...given, language: flags.language }));
    const invite = invited(invitation, await this.settings());
    const { catNumber } = await import('../../domain/shared/ids');
    this.done(`${person.name} ${catNumber(person.number)} · ${person.roles.join(', ')}`);
    this.log(`  invitation  ${invite.link}`);
    this.next(person.roles.includes('client') ? `mcf orders place --client ${catNumber(person.number)}` : `mcf users show ${catNumber(person.number)}`);
    return { ...(await import('../../output/json')).person(person), invite };
  }
}
