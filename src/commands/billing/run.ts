import { Flags } from '@oclif/core';

import { RunCommand } from '../../output/run-command';

export default class BillingRun extends RunCommand {
  static override description = 'do all that is due: weekly invoices, monthly payouts; safe to run again at any time';
  static override examples = ['<%= config.bin %> billing run --dry-run', '<%= config.bin %> billing run --as-of 2026-11-22T20:00+03:00'];
  static override flags = {
    'dry-run': Flags.boolean({ description: 'only tell what would be done' }),
    limit: Flags.integer({ description: 'rows of the dry run at most; 0 for all (50 on a terminal, else all)', min: 0 }),
  };

  async run() {
    const { flags } = await this.parse(BillingRun);
    const plan = await this.plan(flags['as-of'], flags['dry-run']);
    if (flags['dry-run']) return this.tellPlan(plan, flags.limit);
    if (!(await this.agreed(plan, flags.yes))) return this.log('Nothing was changed.');
    return this.tellRun(await this.carryOut(plan, undefined));
  }
}
