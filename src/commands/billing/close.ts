import { Args, Flags } from '@oclif/core';

import { ListCommand } from '../../output/list-command';

export default class BillingClose extends ListCommand {
  static override description = 'close a month: the database books nothing into it any more; without a month, list the closed ones';
  static override examples = ['<%= config.bin %> billing close', '<%= config.bin %> billing close 2026-10 --yes'];
  static override args = { month: Args.string({ description: 'the month, such as 2026-10' }) };
  static override flags = { yes: Flags.boolean({ description: 'do not ask' }) };

  async run() {
    const { args, flags } = await this.parse(BillingClose);
    const [{ closeMonth, listClosedMonths }, json, { closedMonthList, isOver, monthToClose }] = await Promise.all([
      import('../../domain/billing'),
      import('../../output/money-json'),
      import('../../output/closed-months'),
    ]);
    const closed = await this.query(listClosedMonths);
    if (args.month === undefined) {
      const next = monthToClose(closed, this.clock);
      this.next(next === undefined ? 'mcf billing ledger --balances' : `mcf billing close ${next}`);
      return this.list(closed.toReversed(), closedMonthList(this.clock, next), flags);
    }
    const { month } = args;
    await this.fill(this.agreement(flags.yes));
    const isNew = !closed.some((one) => one.month === month);
    const agreed = !isNew || !isOver(month, this.clock) || (await this.confirm(`Close ${month} and all before it? Nothing can be booked there any more, and nothing opens it again.`, flags.yes));
    if (!agreed) this.log('Nothing was changed.');
    if (!agreed) return { month, closed_at: null };
    const made = await this.change((w) => closeMonth(w, { month }));
    this.done(isNew ? `${month} is closed` : `${month} was closed already`);
    this.next('mcf billing ledger --balances');
    return json.closedMonth(made);
  }
}
