import { Flags } from '@oclif/core';

import { ROLES } from '../../domain/shared/work';
import { ListCommand } from '../../output/list-command';

export default class UsersList extends ListCommand {
  static override description = 'list people, newest first';
  static override examples = ['<%= config.bin %> users list', '<%= config.bin %> users list --role client --csv'];
  static override flags = { role: Flags.option({ options: ROLES, description: 'only people in this role' })() };
  static override hiddenAliases = ['users'];

  async run() {
    const { flags } = await this.parse(UsersList);
    const [{ listPeople }, { peopleList }] = await Promise.all([import('../../domain/users'), import('../../output/people')]);
    const people = await this.query((w) => listPeople(w, flags.role ? { role: flags.role } : {}));
    return this.list(people.toReversed(), peopleList, flags, flags.role !== undefined);
  }
}
