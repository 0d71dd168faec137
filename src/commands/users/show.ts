import { Args } from '@oclif/core';

import { BaseCommand } from '../../base-command';

export default class UsersShow extends BaseCommand {
  static override description = 'show one person';
  static override examples = ['<%= config.bin %> users show C-000012', '<%= config.bin %> users show C-12 --json'];
  static override args = { id: Args.string({ description: 'id, number or name of the person' }) };

  async run() {
    const { args } = await this.parse(UsersShow);
    const { askPerson } = await import('../../output/choose');
    const { id } = await this.fill({ id: askPerson(args.id, this.look) });
    const { showPerson } = await import('../../domain/users');
    const person = await this.query((w) => showPerson(w, id));
    const { personCard } = await import('../../output/people');
    await this.card(...personCard(person, this.clock));
    return (await import('../../output/json')).person(person);
  }
}
