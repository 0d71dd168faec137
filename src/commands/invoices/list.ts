import { Flags } from '@oclif/core';

import { ListCommand } from '../../output/list-command';

export default class InvoicesList extends ListCommand {
  static override description = 'list invoices: open ones first, then newest';
  static override examples = ['<%= config.bin %> invoices list --status open', '<%= config.bin %> invoices list --client C-000012 --csv'];
  static override flags = {
    client: Flags.string({ description: 'only invoices of this client (id or number)' }),
    status: Flags.option({ options: ['draft', 'open', 'paid', 'uncollectible', 'void'] as const, description: 'only invoices in this state' })(),
  };
  static override hiddenAliases = ['invoices'];

  async run() {
    const { flags } = await this.parse(InvoicesList);
    const [{ byNeed, invoiceName }, { invoiceList, invoicesWith }] = await Promise.all([import('../../output/invoice'), import('../../output/invoices')]);
    const { invoices, people } = await this.query((w) => invoicesWith(w, { client: flags.client, status: flags.status }));
    const sorted = invoices.toSorted(byNeed);
    if (sorted[0]) this.next(`mcf invoices show ${invoiceName(sorted[0])}`);
    return this.list(sorted, invoiceList(this.clock, people), flags, Boolean(flags.client || flags.status));
  }
}
