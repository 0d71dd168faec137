import { Flags } from '@oclif/core';

import { ListCommand } from '../../output/list-command';

export default class TasksList extends ListCommand {
  static override description = 'list what needs a person, oldest first';
  static override examples = ['<%= config.bin %> tasks list', '<%= config.bin %> tasks list --all --json'];
  static override flags = { all: Flags.boolean({ description: 'those that are done as well' }) };
  static override hiddenAliases = ['tasks'];

  async run() {
    const { flags } = await this.parse(TasksList);
    const { tasksWith, taskList, taskName } = await import('../../output/work');
    const { tasks, people } = await this.query((w) => tasksWith(w, flags.all));
    const open = tasks.find(({ status }) => status === 'open');
    if (open) this.next(`mcf tasks done ${taskName(open)}`);
    return this.list(tasks, taskList(this.clock, people), flags);
  }
}
