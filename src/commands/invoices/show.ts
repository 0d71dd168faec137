import { Args } from '@oclif/core';

import { BaseCommand } from '../../base-command';

export default class InvoicesShow extends BaseCommand {
  static override description = 'show one invoice, order by order, with its payments, charges and credit notes; or one credit note';
  static override examples = ['<%= config.bin %> invoices show 2026-000017', '<%= config.bin %> invoices show CN-2026-000003', '<%= config.bin %> invoices show draft-3f9a1c07 --json'];
  static override args = { number: Args.string({ description: 'number or id of the invoice, name of a draft, or number of a credit note' }) };

  async run() {
    const { args } = await this.parse(InvoicesShow);
    const { askInvoice, invoiceBy, invoiceName } = await import('../../output/invoice');
    const { number } = await this.fill({ number: askInvoice(args.number, this.look) });
    if ((await import('../../output/credit-note')).isNoteNumber(number)) return this.showNote(number);
    const { explainInvoice, listCollections, paidInCurrency } = await import('../../domain/billing');
    const { invoice, why, charges } = await this.query(async (w) => {
      const invoice = await invoiceBy(w, number);
      const explained = await explainInvoice(w, invoice.id);
      return { invoice, why: { ...explained, currencies: await paidInCurrency(w, explained.money) }, charges: await listCollections(w, { invoice: invoice.id }) };
    });
    const [{ invoiceCard, invoiceLines }, { collectionLines, paperLines }] = await Promise.all([import('../../output/invoices'), import('../../output/why-told')]);
    await this.card(...invoiceCard(invoice, why.writeOffs.reduce((sum, { amount }) => sum + amount, 0), this.clock));
    this.lines([...invoiceLines(invoice, this.clock), ...paperLines(why, this.clock), ...collectionLines(charges, this.clock)]);
    const { plainMoney } = await import('../../domain/shared/money');
    if (invoice.status === 'open') this.next(`mcf invoices pay ${invoice.number} --amount ${plainMoney(invoice.open)}`);
    else this.next(invoice.status === 'draft' ? `mcf invoices issue ${invoiceName(invoice)}` : `mcf billing why ${invoiceName(invoice)}`);
    const [json, { collection, papers }] = await Promise.all([import('../../output/money-json'), import('../../output/why-json')]);
    return { ...json.invoice(invoice), ...papers(why, why.currencies), collections: charges.map(collection) };
  }

  private async showNote(number: string) {
    const { creditNoteBy, creditNoteCard, creditNoteJson } = await import('../../output/credit-note');
    const note = await this.query((w) => creditNoteBy(w, number));
    await this.card(...creditNoteCard(note, this.clock));
    this.next(`mcf invoices pdf ${note.number} · mcf invoices show ${note.invoice.number}`);
    return creditNoteJson(note);
  }
}
