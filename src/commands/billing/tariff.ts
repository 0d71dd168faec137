import { Flags } from '@oclif/core';

import { TariffCommand } from '../../output/tariff-command';

export default class BillingTariff extends TariffCommand {
  static override description = 'every number of billing by date; with --from a new version, which changes no price that was fixed before; with --withdraw one that has not begun is taken back';
  static override examples = [
    '<%= config.bin %> billing tariff',
    '<%= config.bin %> billing tariff --from "2026-12-01 00:00" --base-price 110.00 --dry-run',
    '<%= config.bin %> billing tariff --withdraw "2026-12-01 00:00" --reason "too dear"',
  ];
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
    withdraw: Flags.string({ description: 'when the version begins that is withdrawn', exclusive: ['from', 'dry-run'] }),
    reason: Flags.string({ description: 'why it is withdrawn', dependsOn: ['withdraw'] }),
    yes: Flags.boolean({ description: 'do not ask' }),
    'dry-run': Flags.boolean({ description: 'only tell what would change' }),
  };

  async run() {
    const { flags } = await this.parse(BillingTariff);
    const { isChange } = await import('../../output/tariff-flags');
    if (flags.withdraw !== undefined) return this.withdrawVersion(flags.withdraw, flags);
    if (flags.from === undefined && !isChange(flags)) {
      const told = await this.tellVersions(flags);
      const { withdrawnTold } = await import('../../output/withdrawn-tariffs');
      if (!flags.csv) this.lines(await this.query((w) => withdrawnTold(w, this.clock)));
      return told;
    }
    return this.addVersion(flags, { from: flags.from, yes: flags.yes, dryRun: flags['dry-run'] });
  }

  /** Takes a version back that has not begun; on a terminal it is shown first. */
  private async withdrawVersion(when: string, flags: { reason?: string | undefined; yes: boolean }) {
    const [{ askText }, { readInstant }, { fromTold, tariffFields }] = await Promise.all([import('../../output/choose'), import('../../output/instant'), import('../../output/tariff')]);
    const [{ showWithdrawable, withdrawTariff }, { tariff }, { withdrawnTariff }] = await Promise.all([import('../../domain/billing'), import('../../output/money-json'), import('../../output/withdrawn-tariffs')]);
    const { reason } = await this.fill({ reason: askText('--reason', flags.reason, 'Why'), ...this.agreement(flags.yes) });
    const from = (zone: string) => readInstant('--withdraw', when, zone);
    const coming = await this.query((w) => showWithdrawable(w, { from: from(w.zone) }));
    if (!flags.yes) await this.card(`Tariff ${coming.id} · from ${fromTold(coming, this.clock)}`, tariffFields(coming));
    if (!(await this.confirm('Withdraw this version? It stays on record, and later ones keep their numbers.', flags.yes))) {
      this.log('Nothing was changed.');
      return { ...tariff(coming), withdrawn: null };
    }
    const withdrawn = await this.change((w) => withdrawTariff(w, { from: from(w.zone), reason }));
    this.done(`tariff ${withdrawn.id} is withdrawn`);
    this.next('mcf billing tariff');
    return withdrawnTariff(withdrawn);
  }
}
