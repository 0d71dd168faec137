import { Args } from '@oclif/core';

import { BaseCommand } from '../../base-command';

export default class PayoutsShow extends BaseCommand {
  static override description = 'show one payout';
  static override examples = ['<%= config.bin %> payouts show C-000311/2026-10', '<%= config.bin %> payouts show C-311/2026-10 --json'];
  static override args = { payout: Args.string({ description: 'number of the worker and month, or id' }) };

  async run() {
    const { args } = await this.parse(PayoutsShow);
    const { askText } = await import('../../output/choose');
    const { reference } = await this.fill({ reference: askText('PAYOUT', args.payout, 'Payout (C-000311/2026-10)') });
    const { payoutBy } = await import('../../output/payouts');
    const payout = await this.query((w) => payoutBy(w, reference));
    const { money } = await import('../../output/money');
    const fields = { worker: `${payout.worker.name} ${payout.cat}`, amount: money(payout.amount), why: payout.error };
    await this.card(`Payout ${payout.cat}/${payout.month} · ${payout.status}`, fields);
    this.next(payout.status === 'unknown' || payout.status === 'parked' ? 'mcf payouts reconcile' : `mcf workers statement ${payout.cat}`);
    return (await import('../../output/json')).payout(payout);
  }
}
