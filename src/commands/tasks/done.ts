import { Args } from '@oclif/core';

import { BaseCommand } from '../../base-command';

export default class TasksDone extends BaseCommand {
  static override description = 'tick a task off';
  static override examples = ['<%= config.bin %> tasks done 3f9a1c', '<%= config.bin %> tasks done 3f9a1c --json'];
  static override args = { id: Args.string({ description: 'id of the task, or its end as the list shows it' }) };

  async run() {
    const { args } = await this.parse(TasksDone);
    const { askTask, taskIdOf, taskText, tasksWith } = await import('../../output/work');
    const { id } = await this.fill({ id: askTask(args.id, this.look) });
    const { closeTask } = await import('../../domain/notifications');
    const { tasks, people } = await this.query((w) => tasksWith(w, true));
    const task = await this.change((w) => closeTask(w, { task: taskIdOf(tasks, id) }));
    this.done(taskText(task, people));
    this.next('mcf tasks list');
    return (await import('../../output/json')).task(task);
  }
}
