import { Args, Flags } from '@oclif/core';

import { BaseCommand } from '../../base-command';

export default class InvoicesVoid extends BaseCommand {
  static override description = 'take an invoice back: its orders go on the next one, or at once on one that replaces it';
  static override examples = [
    '<%= config.bin %> invoices void 2026-000017 --reason "wrong address"',
    '<%= config.bin %> invoices void 2026-000017 --reason "wrong address" --reissue --yes',
  ];
  static override args = { number: Args.string({ description: 'number or id of the invoice, or name of a draft' }) };
  static override flags = {
    reason: Flags.string({ description: 'why' }),
    reissue: Flags.boolean({ description: 'issue one that replaces it at once' }),
    yes: Flags.boolean({ description: 'do not ask' }),
  };

  async run() {
    const { args, flags } = await this.parse(InvoicesVoid);
    const [{ askInvoice, invoiceBy, invoiceName }, { askText }] = await Promise.all([import('../../output/invoice'), import('../../output/choose')]);
    const { number, reason } = await this.fill({
      number: askInvoice(args.number, this.look, 'draft', 'open'),
      reason: askText('--reason', flags.reason, 'Why'),
      ...this.agreement(flags.yes),
    });
    const invoice = await this.query((w) => invoiceBy(w, number));
    const [{ voidInvoice }, { isVoidable, voidEffect, voidedTold }, json] = await Promise.all([import('../../domain/billing'), import('../../output/papers'), import('../../output/money-json')]);
    if (isVoidable(invoice) && !(await this.confirm(voidEffect(invoice, flags.reissue), flags.yes))) {
      this.log('Nothing was changed.');
      return { ...json.invoice(invoice), reissued: null };
    }
    const { voided, reissued } = await this.change((w) => voidInvoice(w, { invoice: invoice.id, reason, reissue: flags.reissue }));
    this.done(voidedTold(voided, reissued));
    const { catOf } = await import('../../output/people');
    this.next(reissued ? `mcf invoices show ${invoiceName(reissued)}` : `mcf billing statement ${await this.query((w) => catOf(w, voided.client.id))}`);
    return { ...json.invoice(voided), reissued: reissued && json.invoice(reissued) };
  }
}
