import { Flags } from '@oclif/core';

import { TariffCommand } from '../../output/tariff-command';

export default class BillingTariff extends TariffCommand {
  static override description = 'every number of billing by date; with --from a new version, which changes no price that was fixed before';
  static override examples = ['<%= config.bin %> billing tariff', '<%= config.bin %> billing tariff --from "2026-12-01 00:00" --base-price 110.00 --dry-run'];
  static override flags = {
    from: Flags.string({ description: 'when the new version begins: ISO 8601, or "2026-12-01 00:00" in the company\'s zone' }),
    'base-price': Flags.string({ description: 'what the formula starts from, such as 110.00' }),
    discount: Flags.string({ description: 'paid so far and per cent, such as "10000:5 20000:6", or none' }),
    'worker-share': Flags.string({ description: "the worker's per cent of the price, such as 60" }),
    fine: Flags.string({ description: 'what a failed order costs the worker, such as 40.00' }),
    billing: Flags.string({ description: 'when invoices are made, such as "sunday 20:00"' }),
    'review-hours': Flags.string({ description: 'how long invoices are drafts before they are issued; 0: not at all' }),
    'retry-days': Flags.string({ description: 'when a declined charge is tried again, such as 1,3,7, or none' }),
    'payout-hour': Flags.string({ description: "the hour of the month's last day at which workers are paid" }),
    telegram: Flags.string({ description: "a currency and how many of its smallest coins 1 CU is, such as EUR:95, or none" }),
    yes: Flags.boolean({ description: 'do not ask' }),
    'dry-run': Flags.boolean({ description: 'only tell what would change' }),
  };

  async run() {
    const { flags } = await this.parse(BillingTariff);
    const { isChange } = await import('../../output/tariff-flags');
    if (flags.from === undefined && !isChange(flags)) return this.tellVersions(flags);
    return this.addVersion(flags, { from: flags.from, yes: flags.yes, dryRun: flags['dry-run'] });
  }
}
