import { Args } from '@oclif/core';

import { BaseCommand } from '../../base-command';

export default class InvoicesRetry extends BaseCommand {
  static override description = "charge the client's card for what is open of an invoice now, whatever was tried before";
  static override examples = ['<%= config.bin %> invoices retry 2026-000017', '<%= config.bin %> invoices retry 2026-000017 --json'];
  static override args = { number: Args.string({ description: 'number or id of the invoice' }) };

  async run() {
    const { args } = await this.parse(InvoicesRetry);
    const { askInvoice, invoiceName, issuedBy } = await import('../../output/invoice');
    const { number } = await this.fill({ number: askInvoice(args.number, this.look, 'open') });
    const invoice = await this.query((w) => issuedBy(w, number));
    const { retryCollection } = await import('../../domain/billing');
    const collection = await this.process((app, actor) => retryCollection(app, actor, { invoice: invoice.id }));
    const [{ money }, { collectionTold }] = await Promise.all([import('../../output/money'), import('../../output/collections')]);
    if (collection.status === 'paid') this.done(`${money(collection.amount)} charged for invoice ${invoiceName(invoice)}`);
    else this.log(`charge ${collection.attempt} for invoice ${invoiceName(invoice)} · ${collection.status}`);
    if (collection.status !== 'paid') this.caution(collectionTold(collection, this.clock));
    this.next(`mcf invoices show ${invoiceName(invoice)}`);
    return (await import('../../output/why-json')).collection(collection);
  }
}
