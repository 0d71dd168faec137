import { BaseCommand } from '../../base-command';

export default class BillingStatus extends BaseCommand {
  static override description = 'what is due now and next, what is open, under review, closed and parked';
  static override examples = ['<%= config.bin %> billing', '<%= config.bin %> billing status --json'];
  static override hiddenAliases = ['billing'];

  async run() {
    await this.parse(BillingStatus);
    const { billingStatus, statusJson, statusLines, statusNext } = await import('../../output/billing-status');
    const status = await this.query(billingStatus);
    await this.card('Billing', statusLines(status, this.clock));
    const { accountName } = await import('../../output/billing');
    for (const { account, reason } of status.parked) this.caution(`parked: ${accountName(account, status.people)}, ${reason}`);
    this.next(statusNext(status));
    return statusJson(status);
  }
}
