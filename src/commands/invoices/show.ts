import { Args } from '@oclif/core';

import { BaseCommand } from '../../base-command';

export default class InvoicesShow extends BaseCommand {
  static override description = 'show one invoice, order by order';
  static override examples = ['<%= config.bin %> invoices show 2026-000017', '<%= config.bin %> invoices show 2026-000017 --json'];
  static override args = { number: Args.string({ description: 'number or id of the invoice' }) };

  async run() {
    const { args } = await this.parse(InvoicesShow);
    const { askInvoice } = await import('../../output/invoice');
    const { number } = await this.fill({ number: askInvoice(args.number, this.look) });
    const { showInvoice } = await import('../../domain/billing');
    const invoice = await this.query((w) => showInvoice(w, number));
    const { invoiceCard, invoiceLines } = await import('../../output/billing');
    await this.card(...invoiceCard(invoice, this.clock));
    this.lines(invoiceLines(invoice, this.clock));
    const { plainMoney } = await import('../../domain/shared/money');
    if (invoice.status === 'open') this.next(`mcf invoices pay ${invoice.number} --amount ${plainMoney(invoice.open)}`);
    return (await import('../../output/json')).invoice(invoice);
  }
}
