import { Args, Flags } from '@oclif/core';

import { BaseCommand } from '../../base-command';

export default class InvoicesPay extends BaseCommand {
  static override description = 'record money that arrived for an invoice; an excess becomes credit';
  static override examples = ['<%= config.bin %> invoices pay 2026-000017 --amount 95.00', '<%= config.bin %> invoices pay 2026-000017 --amount 95.00 --reference TRF-1'];
  static override args = { number: Args.string({ description: 'number or id of the invoice' }) };
  static override flags = {
    amount: Flags.string({ description: 'how much, such as 95.00' }),
    reference: Flags.string({ description: "the payment's own reference; the same one is refused twice" }),
  };

  async run() {
    const { args, flags } = await this.parse(InvoicesPay);
    const { askInvoice } = await import('../../output/invoice');
    const { askText } = await import('../../output/choose');
    const given = await this.fill({ number: askInvoice(args.number, this.look, 'open'), amount: askText('--amount', flags.amount, 'Amount') });
    const { money, readMoney } = await import('../../output/money');
    const amount = readMoney('--amount', given.amount);
    const { recordPayment } = await import('../../domain/billing');
    const invoice = await this.change((w) => recordPayment(w, { invoice: given.number, amount, reference: flags.reference }));
    this.done(`${money(amount)} for invoice ${invoice.number} · ${invoice.status}${invoice.open > 0 ? ` · ${money(invoice.open)} still open` : ''}`);
    this.next(`mcf invoices show ${invoice.number}`);
    return (await import('../../output/json')).invoice(invoice);
  }
}
