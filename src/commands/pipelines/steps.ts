import { BaseCommand } from '../../base-command';

export default class PipelinesSteps extends BaseCommand {
  static override description = 'list the steps that pipelines are made of, and the programs they may ask';
  static override examples = ['<%= config.bin %> pipelines steps', '<%= config.bin %> pipelines steps --json'];

  async run() {
    await this.parse(PipelinesSteps);
    const [{ listSteps }, { programs }] = await Promise.all([import('../../domain/staffing'), this.app()]);
    const steps = await this.query(listSteps);
    const { stepLines } = await import('../../output/pipelines');
    this.lines(stepLines(steps));
    const names = programs.names();
    this.log(names.length === 0 ? 'Configured programs: none' : `Configured programs: ${names.join(', ')}`);
    this.next('mcf pipelines edit first');
    return { steps: steps.map((await import('../../output/pipelines-json')).catalogueStep), programs: [...names] };
  }
}
