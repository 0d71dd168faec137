import { StatementCommand } from '../../output/statement-command';

export default class WorkersStatement extends StatementCommand {
  static override description = 'everything ever credited to a worker and paid out';
  static override args = StatementCommand.args;
  static override examples = ['<%= config.bin %> workers statement C-000310', '<%= config.bin %> workers statement C-310 --as-of 2026-10-31T20:00Z --json'];

  async run() {
    const { args, flags } = await this.parse(WorkersStatement);
    return this.statement(args.id, { as: 'worker', asOf: flags['as-of'] });
  }
}
