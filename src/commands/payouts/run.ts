import { RunCommand } from '../../output/run-command';

export default class PayoutsRun extends RunCommand {
  static override description = 'pay all workers what is due, through Gold Hat; safe to run again at any time';
  static override examples = ['<%= config.bin %> payouts run', '<%= config.bin %> payouts run --as-of 2026-11-30T20:00+03:00 --json'];

  async run() {
    const { flags } = await this.parse(PayoutsRun);
    const plan = { ...(await this.plan(flags['as-of'], false)), invoices: [] };
    if (!(await this.agreed(plan, flags.yes))) return this.log('Nothing was changed.');
    return (await this.tellRun(await this.carryOut(plan, 'payouts'))).payouts;
  }
}
