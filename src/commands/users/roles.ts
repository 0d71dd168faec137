import { Args, Flags } from '@oclif/core';

import { BaseCommand } from '../../base-command';
import { ROLES } from '../../domain/shared/work';

export default class UsersRoles extends BaseCommand {
  static override description = 'show, give and take roles';
  static override examples = ['<%= config.bin %> users roles C-000012 --add manager', '<%= config.bin %> users roles C-12 --remove supplies'];
  static override args = { id: Args.string({ description: 'id, number or name of the person' }) };
  static override flags = {
    add: Flags.option({ options: ROLES, multiple: true, multipleNonGreedy: true, description: 'role to give; may be repeated' })(),
    remove: Flags.option({ options: ROLES, multiple: true, multipleNonGreedy: true, description: 'role to take; may be repeated' })(),
  };

  async run() {
    const { args, flags } = await this.parse(UsersRoles);
    const { askPerson } = await import('../../output/choose');
    const { id } = await this.fill({ id: askPerson(args.id, this.look) });
    const { changeRoles, showPerson } = await import('../../domain/users');
    const { add = [], remove = [] } = flags;
    const before = await this.query((w) => showPerson(w, id));
    const asked = add.length + remove.length > 0;
    const person = asked ? await this.change((w) => changeRoles(w, { person: before.id, add, remove })) : before;
    const told = `${person.name} · ${person.roles.join(', ') || 'no role'}`;
    if (asked) this.done(told);
    else this.log(told);
    return (await import('../../output/json')).person(person);
  }
}
