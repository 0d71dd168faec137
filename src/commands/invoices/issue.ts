import { Args, Flags } from '@oclif/core';

import { ListCommand } from '../../output/list-command';

export default class InvoicesIssue extends ListCommand {
  static override description = 'issue drafts now, before their review is over; with --client, list the drafts of one client';
  static override examples = [
    '<%= config.bin %> invoices issue draft-3f9a1c07',
    '<%= config.bin %> invoices issue draft-3f9a1c07 draft-88c2d1e4 --json',
    '<%= config.bin %> invoices issue --client C-000012',
  ];
  static override args = { number: Args.string({ description: 'names or ids of the drafts', multiple: true }) };
  static override flags = { client: Flags.string({ description: 'list the drafts of this client (id or number)' }) };

  async run() {
    const { args, flags } = await this.parse(InvoicesIssue);
    if (args.number === undefined && flags.client !== undefined) return this.tellDrafts(flags.client, flags);
    const { askInvoice, issueDrafts } = await import('../../output/invoice');
    const names = args.number ?? [(await this.fill({ number: askInvoice(undefined, this.look, 'draft') })).number];
    const issued = await this.change((w) => issueDrafts(w, names));
    const { issuedTold } = await import('../../output/papers');
    const [first = '', ...others] = issuedTold(issued);
    this.done(first);
    this.lines(others);
    this.next(issued.length === 1 && issued[0]?.number ? `mcf invoices show ${issued[0].number}` : 'mcf invoices list --status open');
    return issued.map((await import('../../output/money-json')).invoice);
  }

  private async tellDrafts(client: string, flags: { csv?: boolean; limit?: number | undefined }) {
    const [{ invoiceList, invoicesWith }, { invoiceName }] = await Promise.all([import('../../output/invoices'), import('../../output/invoice')]);
    const { invoices: drafts, people } = await this.query((w) => invoicesWith(w, { client, status: 'draft' }));
    if (drafts.length > 0) this.next(`mcf invoices issue ${drafts.map(invoiceName).join(' ')}`);
    return this.list(drafts, { ...invoiceList(this.clock, people), none: 'No drafts. All invoices: mcf invoices list' }, flags, true);
  }
}
