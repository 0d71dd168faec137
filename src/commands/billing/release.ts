import { Args } from '@oclif/core';

import { BaseCommand } from '../../base-command';

export default class BillingRelease extends BaseCommand {
  static override description = 'let billing go on with a parked account; the next run catches up';
  static override examples = ['<%= config.bin %> billing release clients:C-000012', '<%= config.bin %> billing release C-12'];
  static override args = { account: Args.string({ description: 'the account, or id or number of its person' }) };

  async run() {
    const { args } = await this.parse(BillingRelease);
    const { askAccount, accountOf } = await import('../../output/account');
    const { reference } = await this.fill({ reference: askAccount(args.account, this.look) });
    const { releaseAccount } = await import('../../domain/billing');
    const account = await this.query((w) => accountOf(w, reference));
    await this.change((w) => releaseAccount(w, { account }));
    this.done(`${reference} is released`);
    this.next('mcf billing run');
    return { account, status: 'released' };
  }
}
