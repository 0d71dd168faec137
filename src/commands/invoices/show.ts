import { Args } from '@oclif/core';

import { BaseCommand } from '../../base-command';

export default class InvoicesShow extends BaseCommand {
  static override description = 'show one invoice, order by order, with its payments, charges and credit notes';
  static override examples = ['<%= config.bin %> invoices show 2026-000017', '<%= config.bin %> invoices show draft-3f9a1c07 --json'];
  static override args = { number: Args.string({ description: 'number or id of the invoice, or name of a draft' }) };

  async run() {
    const { args } = await this.parse(InvoicesShow);
    const { askInvoice, invoiceBy, invoiceName } = await import('../../output/invoice');
    const { number } = await this.fill({ number: askInvoice(args.number, this.look) });
    const { explainInvoice, listCollections } = await import('../../domain/billing');
    const { invoice, why, charges } = await this.query(async (w) => {
      const invoice = await invoiceBy(w, number);
      return { invoice, why: await explainInvoice(w, invoice.id), charges: await listCollections(w, { invoice: invoice.id }) };
    });
    const [{ invoiceCard, invoiceLines }, { collectionLines, paperLines }] = await Promise.all([import('../../output/invoices'), import('../../output/why-told')]);
    await this.card(...invoiceCard(invoice, this.clock));
    this.lines([...invoiceLines(invoice, this.clock), ...paperLines(why, this.clock), ...collectionLines(charges, this.clock)]);
    const { plainMoney } = await import('../../domain/shared/money');
    if (invoice.status === 'open') this.next(`mcf invoices pay ${invoice.number} --amount ${plainMoney(invoice.open)}`);
    else this.next(invoice.status === 'draft' ? `mcf invoices issue ${invoiceName(invoice)}` : `mcf billing why ${invoiceName(invoice)}`);
    const [json, { collection, papers }] = await Promise.all([import('../../output/json'), import('../../output/why-json')]);
    return { ...json.invoice(invoice), ...papers(why), collections: charges.map(collection) };
  }
}
