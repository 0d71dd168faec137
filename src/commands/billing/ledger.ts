import { Flags } from '@oclif/core';

import { ListCommand } from '../../output/list-command';

export default class BillingLedger extends ListCommand {
  static override description = 'the whole ledger, oldest first, or what every account holds; hledger can check it';
  static override examples = [
    '<%= config.bin %> billing ledger --format hledger > mcf.journal',
    '<%= config.bin %> billing ledger --balances --as-of "2026-11-30 23:59"',
  ];
  static override flags = {
    format: Flags.option({ options: ['json', 'hledger'] as const, description: 'instead of a table' })(),
    balances: Flags.boolean({ description: 'what every account holds, not how it came about', exclusive: ['format'] }),
    'as-of': Flags.string({ description: 'as it was then, such as "2026-11-21 15:00"' }),
  };

  async run() {
    const { flags } = await this.parse(BillingLedger);
    if (flags.balances) return this.tellBalances(flags);
    const { ledgerJson, ledgerList, ledgerOf } = await import('../../output/ledger');
    const { entries, people } = await this.query((w) => ledgerOf(w, flags['as-of']));
    if (!flags.format || this.jsonEnabled()) return this.list(entries, ledgerList(this.clock, people), flags);
    const rows = entries.map(ledgerJson(people));
    const { hledgerJournal } = await import('../../output/hledger');
    this.log(flags.format === 'json' ? JSON.stringify(rows, null, 2) : hledgerJournal(entries, { people, zone: this.clock.zone }));
    return rows;
  }

  private async tellBalances(flags: { csv?: boolean; limit?: number | undefined; 'as-of'?: string | undefined }) {
    const { balanceList, balancesOf, togetherTold } = await import('../../output/ledger');
    const { balances, people } = await this.query((w) => balancesOf(w, flags['as-of']));
    const told = await this.list(balances, balanceList(people), flags);
    if (!flags.csv && balances.length > 0) this.log(togetherTold(balances));
    this.next('mcf billing ledger --format hledger > mcf.journal');
    return told;
  }
}
