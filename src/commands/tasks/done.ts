import { Args } from '@oclif/core';

import { BaseCommand } from '../../base-command';

export default class TasksDone extends BaseCommand {
  static override description = 'tick a task off, or the alert of a photo that was used before';
  static override examples = ['<%= config.bin %> tasks done 3f9a1c', '<%= config.bin %> tasks done 3f9a1c --json'];
  static override args = { id: Args.string({ description: 'id of the task, or its end as the list shows it' }) };

  async run() {
    const { args } = await this.parse(TasksDone);
    const [{ askTask, taskBy, taskText, tasksWith }, { alertText, managersWork }] = await Promise.all([import('../../output/work'), import('../../output/alerts')]);
    const { id } = await this.fill({ id: askTask(args.id, this.look) });
    const [{ closeTask, settleAlert }, json, { iso }] = await Promise.all([import('../../domain/notifications'), import('../../output/json'), import('../../output/json-values')]);
    const { tasks, people, alerts } = await this.query(async (w) => ({ ...(await tasksWith(w, true)), ...(await managersWork(w)) }));
    const alert = alerts.find((one) => one.id === taskBy([...tasks, ...alerts], id).id);
    this.next('mcf tasks list');
    if (alert) {
      const settled = await this.change((w) => settleAlert(w, { alert: alert.id }));
      this.done(alertText(settled));
      return { ...json.alertAsTask(settled), status: 'done' as const, done_at: iso(this.clock.now) };
    }
    const task = await this.change((w) => closeTask(w, { task: taskBy(tasks, id).id }));
    this.done(taskText(task, people));
    return json.task(task);
  }
}
