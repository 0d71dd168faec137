import { Args, Flags } from '@oclif/core';

import { BaseCommand } from '../../base-command';

export default class UsersDeactivate extends BaseCommand {
  static override description = "close a person's account; nobody is ever deleted";
  static override examples = ['<%= config.bin %> users deactivate C-000012', '<%= config.bin %> users deactivate C-12 --yes'];
  static override args = { id: Args.string({ description: 'id, number or name of the person' }) };
  static override flags = { yes: Flags.boolean({ description: 'do not ask' }) };

  async run() {
    const { args, flags } = await this.parse(UsersDeactivate);
    const { askPerson } = await import('../../output/choose');
    const { id } = await this.fill({ id: askPerson(args.id, this.look), ...this.agreement(flags.yes) });
    const { deactivateUser, showPerson } = await import('../../domain/users');
    const found = await this.query((w) => showPerson(w, id));
    const agreed = await this.confirm(`Deactivate ${found.name} (${found.roles.join(', ')})?`, flags.yes);
    const person = agreed ? await this.change((w) => deactivateUser(w, { person: found.id })) : found;
    if (agreed) this.done(`${person.name} is deactivated`);
    else this.log('Nothing was changed.');
    return (await import('../../output/json')).person(person);
  }
}
