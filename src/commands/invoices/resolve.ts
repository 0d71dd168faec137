import { Args, Flags } from '@oclif/core';

import { BaseCommand } from '../../base-command';

export default class InvoicesResolve extends BaseCommand {
  static override description = 'settle a charge that nobody could find out about, once somebody has looked at the gateway';
  static override examples = [
    '<%= config.bin %> invoices resolve 2026-000017 --outcome paid --reason "in the gateway\'s list of 22 Nov"',
    '<%= config.bin %> invoices resolve 2026-000017 --outcome declined --reason "no such charge there" --json',
  ];
  static override args = { number: Args.string({ description: 'number or id of the invoice' }) };
  static override flags = {
    outcome: Flags.option({ options: ['paid', 'declined'] as const, description: 'what became of the charge' })(),
    reason: Flags.string({ description: 'how you know' }),
  };

  async run() {
    const { args, flags } = await this.parse(InvoicesResolve);
    const [{ askInvoice, invoiceName, issuedBy }, { askText }, { askOutcome, resolveCharge }] = await Promise.all([
      import('../../output/invoice'),
      import('../../output/choose'),
      import('../../output/collections'),
    ]);
    const { number, outcome, reason } = await this.fill({
      number: askInvoice(args.number, this.look, 'open'),
      outcome: askOutcome(flags.outcome),
      reason: askText('--reason', flags.reason, 'How do you know'),
    });
    const invoice = await this.query((w) => issuedBy(w, number));
    const collection = await this.change((w) => resolveCharge(w, { invoice: invoice.id, outcome, reason }));
    this.done(`charge ${collection.attempt} for invoice ${invoiceName(invoice)} · ${collection.status}`);
    this.next(`mcf invoices show ${invoiceName(invoice)}`);
    return (await import('../../output/why-json')).collection(collection);
  }
}
