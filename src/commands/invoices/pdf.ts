import { Args, Flags } from '@oclif/core';

import { BaseCommand } from '../../base-command';

export default class InvoicesPdf extends BaseCommand {
  static override description = 'save an invoice or a credit note as a PDF, in the language of its client';
  static override examples = ['<%= config.bin %> invoices pdf 2026-000017', '<%= config.bin %> invoices pdf CN-2026-000003', '<%= config.bin %> invoices pdf 2026-000017 --language en --out barsik.pdf --force'];
  static override args = { number: Args.string({ description: 'number or id of the invoice, or number of a credit note' }) };
  static override flags = {
    language: Flags.option({ options: ['ru', 'en'] as const, description: "in this language, if not the client's" })(),
    out: Flags.string({ description: 'file to write, if not invoice-NUMBER.pdf or credit-note-NUMBER.pdf' }),
    force: Flags.boolean({ description: 'replace a file that is there' }),
  };

  async run() {
    const { args, flags } = await this.parse(InvoicesPdf);
    const [{ askInvoice }, { invoicePdf, savePaper }] = await Promise.all([import('../../output/invoice'), import('../../output/paper')]);
    const { number } = await this.fill({ number: askInvoice(args.number, this.look) });
    const settings = await this.settings();
    const saved = await savePaper(await this.query((w) => invoicePdf(w, number, flags, settings)), flags);
    this.done(saved.file);
    this.next(`mcf billing why ${number}`);
    return { invoice: number, ...saved };
  }
}
