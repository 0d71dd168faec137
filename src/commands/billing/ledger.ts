import { Flags } from '@oclif/core';

import { ListCommand } from '../../output/list-command';

export default class BillingLedger extends ListCommand {
  static override description = 'the whole ledger, oldest first; hledger can check it';
  static override examples = ['<%= config.bin %> billing ledger --format hledger > mcf.journal', '<%= config.bin %> billing ledger --as-of "2026-11-22 20:00"'];
  static override flags = {
    format: Flags.option({ options: ['json', 'hledger'] as const, description: 'instead of a table' })(),
    'as-of': Flags.string({ description: 'as it was then, such as "2026-11-21 15:00"' }),
  };

  async run() {
    const { flags } = await this.parse(BillingLedger);
    const { hledgerJournal, ledgerOf } = await import('../../output/hledger');
    const { entries, people } = await this.query((w) => ledgerOf(w, flags['as-of']));
    const { ledgerList } = await import('../../output/billing');
    const json = await import('../../output/json');
    if (!flags.format || this.jsonEnabled()) return this.list(entries, ledgerList(this.clock, people), flags);
    const rows = entries.map(json.ledgerEntry);
    this.log(flags.format === 'json' ? JSON.stringify(rows, null, 2) : hledgerJournal(entries, people, this.clock.zone));
    return rows;
  }
}
