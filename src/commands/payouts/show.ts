import { Args } from '@oclif/core';

import { BaseCommand } from '../../base-command';

export default class PayoutsShow extends BaseCommand {
  static override description = 'show one payout and what it is made of';
  static override examples = ['<%= config.bin %> payouts show C-000311/2026-10', '<%= config.bin %> payouts show C-311/2026-10 --json'];
  static override args = { payout: Args.string({ description: 'number of the worker and month, or id' }) };

  async run() {
    const { args } = await this.parse(PayoutsShow);
    const { askText } = await import('../../output/choose');
    const { reference } = await this.fill({ reference: askText('PAYOUT', args.payout, 'Payout (C-000311/2026-10)') });
    const { payoutBy, payslipFields } = await import('../../output/payouts');
    const payout = await this.query((w) => payoutBy(w, reference));
    const { showPayslip } = await import('../../domain/billing');
    const slip = await this.query((w) => showPayslip(w, payout.id));
    await this.card(`Payout ${payout.cat}/${payout.month} · ${payout.status}`, payslipFields(payout, slip));
    this.next(payout.status === 'unknown' || payout.status === 'parked' ? 'mcf payouts reconcile' : `mcf billing why ${payout.cat}/${payout.month}`);
    return (await import('../../output/money-json')).payslip(slip);
  }
}
