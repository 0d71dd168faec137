import { Flags } from '@oclif/core';

import { ListCommand } from '../../output/list-command';

export default class TasksList extends ListCommand {
  static override description = 'list what needs a person: tasks, oldest first, and alerts of managers; what shows an id is ticked off, the others end by themselves';
  static override examples = ['<%= config.bin %> tasks list', '<%= config.bin %> tasks list --all --json'];
  static override flags = { all: Flags.boolean({ description: 'tasks that are done as well' }) };
  static override hiddenAliases = ['tasks'];

  async run() {
    const { flags } = await this.parse(TasksList);
    const [{ needList, needs, tasksWith, taskName }, { endsByHand, managersWork, nextForAlert, reviewsLine }] = await Promise.all([import('../../output/work'), import('../../output/alerts')]);
    const { tasks, people, alerts, reviews } = await this.query(async (w) => ({ ...(await tasksWith(w, flags.all)), ...(await managersWork(w)) }));
    const [alert] = alerts;
    const open = tasks.find(({ status }) => status === 'open') ?? alerts.find(endsByHand);
    if (alert) this.next(nextForAlert(alert));
    if (open) this.next(`mcf tasks done ${taskName(open)}`);
    const rows = needs(tasks, people, alerts);
    const told = rows.length > 0 || reviews === 0 || flags.csv ? await this.list(rows, needList(this.clock), flags) : [];
    if (reviews > 0 && !flags.csv) this.log(reviewsLine(reviews));
    return told;
  }
}
