import { Args, Flags } from '@oclif/core';

import { BaseCommand } from '../../base-command';

export default class InvoicesPay extends BaseCommand {
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
    const [{ askInvoice, issuedBy }, { askText }] = await Promise.all([import('../../output/invoice'), import('../../output/choose')]);
    const question = askText('--amount', flags.amount, 'Amount');
    if (args.number !== undefined && flags.client !== undefined) throw (await import('../../output/usage')).tooMuch(['NUMBER', '--client']);
    if (flags.client !== undefined) return this.onAccount(flags.client, (await this.fill({ amount: question })).amount, flags.reference);
    const given = await this.fill({ number: askInvoice(args.number, this.look, 'open'), amount: question });
    const [{ money, readMoney }, { recordPayment }, { openTold }] = await Promise.all([import('../../output/money'), import('../../domain/billing'), import('../../output/papers')]);
    const amount = readMoney('--amount', given.amount);
    const { invoice, kept } = await this.change(async (w) => {
      const { id, open } = await issuedBy(w, given.number);
      return { invoice: await recordPayment(w, { invoice: id, amount, reference: flags.reference }), kept: Math.max(0, amount - open) };
    });
    this.done(`${money(amount)} for invoice ${invoice.number} · ${openTold(invoice)}${kept === 0 ? '' : ` · ${money(kept)} kept as credit`}`);
    this.next(`mcf invoices show ${invoice.number}`);
    return (await import('../../output/json')).invoice(invoice);
  }

  private async onAccount(client: string, text: string, reference: string | undefined) {
    const [{ money, readMoney }, { recordPaymentOnAccount }, { openTold }, { catOf }, json] = await Promise.all([
      import('../../output/money'),
      import('../../domain/billing'),
      import('../../output/papers'),
      import('../../output/people'),
      import('../../output/json'),
    ]);
    const { findPerson } = await import('../../domain/users');
    const amount = readMoney('--amount', text);
    const { invoices, credit } = await this.change((w) => recordPaymentOnAccount(w, { client, amount, reference }));
    const { id, name } = await this.query((w) => findPerson(w, client));
    this.done(`${money(amount)} of ${name}'s on account${credit === 0 ? '' : ` · ${money(credit)} of credit`}`);
    for (const invoice of invoices) this.log(`  invoice ${invoice.number}  ${openTold(invoice)}`);
    this.next(`mcf billing statement ${await this.query((w) => catOf(w, id))}`);
    return { client: { id, name }, amount: json.amount(amount), credit: json.amount(credit), invoices: invoices.map(json.invoice) };
  }
}
