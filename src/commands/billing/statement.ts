import { Flags } from '@oclif/core';

import { StatementCommand } from '../../output/statement-command';

export default class BillingStatement extends StatementCommand {
  static override description = 'everything ever charged or credited to a client or a worker';
  static override args = StatementCommand.args;
  static override examples = ['<%= config.bin %> billing statement C-000012', '<%= config.bin %> billing statement C-12 --as worker --json'];
  static override flags = { as: Flags.option({ options: ['client', 'worker'] as const, description: 'for somebody who is both' })() };

  async run() {
    const { args, flags } = await this.parse(BillingStatement);
    return this.statement(args.id, { as: flags.as, asOf: flags['as-of'] });
  }
}
