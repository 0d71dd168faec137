import { Flags } from '@oclif/core';

import { ListCommand } from '../../output/list-command';

export default class PayoutsList extends ListCommand {
  static override description = 'list payouts: those that need a hand first, then newest';
  static override examples = ['<%= config.bin %> payouts list', '<%= config.bin %> payouts list --worker C-000310 --json'];
  static override flags = { worker: Flags.string({ description: 'only payouts of this worker (id or number)' }) };
  static override hiddenAliases = ['payouts'];

  async run() {
    const { flags } = await this.parse(PayoutsList);
    const { payoutsWith } = await import('../../output/payouts');
    const { payoutList } = await import('../../output/billing');
    const rows = await this.query((w) => payoutsWith(w, flags.worker));
    if (rows[0]) this.next(rows.some(({ status }) => status === 'unknown' || status === 'parked') ? 'mcf payouts reconcile' : `mcf payouts show ${rows[0].cat}/${rows[0].month}`);
    return this.list(rows, payoutList, flags, flags.worker !== undefined);
  }
}
