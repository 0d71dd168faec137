import { Args } from '@oclif/core';

import { BaseCommand } from '../../base-command';

export default class UsersReactivate extends BaseCommand {
  static override description = 'give a deactivated person the account back; a worker is in the pool again';
  static override examples = ['<%= config.bin %> users reactivate C-000012', '<%= config.bin %> users reactivate C-12 --json'];
  static override args = { id: Args.string({ description: 'id, number or name of the person' }) };

  async run() {
    const { args } = await this.parse(UsersReactivate);
    const { askDeactivated } = await import('../../output/choose');
    const { id } = await this.fill({ id: askDeactivated(args.id, this.look) });
    const { reactivateUser, showPerson } = await import('../../domain/users');
    const found = await this.query((w) => showPerson(w, id));
    const person = await this.change((w) => reactivateUser(w, { person: found.id }));
    this.done(`${person.name} is active again: ${person.roles.join(', ')}`);
    if (person.chatId === null) this.next(`mcf users invite ${id}`);
    return (await import('../../output/json')).person(person);
  }
}
