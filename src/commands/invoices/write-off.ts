import { Args, Flags } from '@oclif/core';

import { BaseCommand } from '../../base-command';

export default class InvoicesWriteOff extends BaseCommand {
  static override description = 'give up what is still open of an invoice: it is uncollectible, and the loss is in the ledger';
  static override examples = [
    '<%= config.bin %> invoices write-off 2026-000017 --reason "moved away"',
    '<%= config.bin %> invoices write-off 2026-000017 --reason "moved away" --yes --json',
  ];
  static override args = { number: Args.string({ description: 'number or id of the invoice' }) };
  static override flags = { reason: Flags.string({ description: 'why' }), yes: Flags.boolean({ description: 'do not ask' }) };

  async run() {
    const { args, flags } = await this.parse(InvoicesWriteOff);
    const [{ askInvoice, invoiceName, owedBy }, { askText }, { money }, json] = await Promise.all([
      import('../../output/invoice'),
      import('../../output/choose'),
      import('../../output/money'),
      import('../../output/money-json'),
    ]);
    const given = await this.fill({
      number: askInvoice(args.number, this.look, 'open'),
      reason: askText('--reason', flags.reason, 'Why'),
      ...this.agreement(flags.yes),
    });
    const found = await this.query((w) => owedBy(w, given.number));
    const lost = money(found.open);
    if (found.status === 'open' && !(await this.confirm(`Give up ${lost} of invoice ${invoiceName(found)}? ${found.client.name} owes it no more; the loss is ${lost}.`, flags.yes))) {
      this.log('Nothing was changed.');
      return json.invoice(found);
    }
    const { writeOffInvoice } = await import('../../domain/billing');
    const invoice = await this.change((w) => writeOffInvoice(w, { invoice: found.id, reason: given.reason }));
    this.done(`invoice ${invoiceName(invoice)} · ${invoice.status} · ${lost} written off`);
    this.next('mcf billing ledger --balances');
    return json.invoice(invoice);
  }
}
