import { Args, Flags } from '@oclif/core';

import { PaymentCommand } from '../../output/payment-command';

export default class InvoicesPay extends PaymentCommand {
  static override description = 'record money that arrived: for an invoice, where an excess becomes credit, or on account for the oldest open ones';
  static override examples = [
    '<%= config.bin %> invoices pay 2026-000017 --amount 95.00 --reference TRF-1',
    '<%= config.bin %> invoices pay --client C-000012 --amount 300.00',
  ];
  static override args = { number: Args.string({ description: 'number or id of the invoice' }) };
  static override flags = {
    amount: Flags.string({ description: 'how much, such as 95.00' }),
    client: Flags.string({ description: 'who paid, where no invoice was named (id or number)' }),
    reference: Flags.string({ description: "the payment's own reference; the same one is refused twice" }),
  };

  async run() {
    const { args, flags } = await this.parse(InvoicesPay);
    const [{ askInvoice }, { askText }, { readSum }] = await Promise.all([import('../../output/invoice'), import('../../output/choose'), import('../../output/money')]);
    const questions = { amount: askText('--amount', flags.amount, 'Amount'), reference: this.askReference(flags) };
    if (args.number !== undefined && flags.client !== undefined) throw (await import('../../output/usage')).tooMuch(['NUMBER', '--client']);
    if (flags.client !== undefined) {
      const { amount, reference } = await this.fill(questions);
      return this.onAccount({ client: flags.client, yes: flags.yes, reference: reference || undefined, amount: readSum('--amount', amount, 'payment') });
    }
    const { number, amount, reference } = await this.fill({ number: askInvoice(args.number, this.look, 'open'), ...questions });
    return this.forInvoice(number, { yes: flags.yes, reference: reference || undefined, amount: readSum('--amount', amount, 'payment') });
  }
}
