import { Args } from '@oclif/core';

import { BaseCommand } from '../../base-command';

export default class JobsRun extends BaseCommand {
  static override description = 'do one job now; safe to run again at any time';
  static override examples = ['<%= config.bin %> jobs run billing', '<%= config.bin %> jobs run outbox --json'];
  static override args = { name: Args.string({ description: 'name of the job' }) };

  async run() {
    const { args } = await this.parse(JobsRun);
    const { jobNames, runJob } = await import('../../jobs');
    const { name } = await this.fill({
      name: { name: 'NAME', given: args.name, ask: (prompts) => prompts.pick<string>('Job', jobNames.map((job) => ({ name: job, value: job }))) },
    });
    const { job, done } = await this.process((app, actor) => runJob(app, actor, name));
    this.done(`${job}: ${done === 0 ? 'nothing was due' : `${done} done`}`);
    this.next('mcf jobs list');
    return { job, done };
  }
}
