import { Args, Flags } from '@oclif/core';

import { BaseCommand } from '../../base-command';

export default class InvoicesReopen extends BaseCommand {
  static override description = 'ask again for what was written off of an invoice: the loss is taken back, and the money that came after all can be booked';
  static override examples = ['<%= config.bin %> invoices reopen 2026-000017 --reason "paid after all"', '<%= config.bin %> invoices reopen 2026-000017 --reason "paid after all" --json'];
  static override args = { number: Args.string({ description: 'number or id of the invoice' }) };
  static override flags = { reason: Flags.string({ description: 'why' }) };

  async run() {
    const { args, flags } = await this.parse(InvoicesReopen);
    const [{ askInvoice, invoiceBy, invoiceName }, { askText }, { money }, json] = await Promise.all([
      import('../../output/invoice'),
      import('../../output/choose'),
      import('../../output/money'),
      import('../../output/money-json'),
    ]);
    const { number, reason } = await this.fill({
      number: askInvoice(args.number, this.look, 'uncollectible'),
      reason: askText('--reason', flags.reason, 'Why'),
    });
    const { reopenInvoice } = await import('../../domain/billing');
    const invoice = await this.change(async (w) => reopenInvoice(w, { invoice: (await invoiceBy(w, number)).id, reason }));
    const name = invoiceName(invoice);
    const { plainMoney } = await import('../../domain/shared/money');
    this.done(`invoice ${name} · ${invoice.status} · ${money(invoice.open)} still owed`);
    this.next(invoice.status === 'open' ? `mcf invoices pay ${name} --amount ${plainMoney(invoice.open)} --reference TRF-1` : `mcf billing why ${name}`);
    return json.invoice(invoice);
  }
}
