import { Args, Flags } from '@oclif/core';

import { BaseCommand } from '../../base-command';

export default class InvoicesCredit extends BaseCommand {
  static override description = 'take an amount off an issued invoice by a credit note; what was paid too much becomes credit';
  static override examples = [
    '<%= config.bin %> invoices credit 2026-000017 --amount 20.00 --reason "late by an hour"',
    '<%= config.bin %> invoices credit 2026-000017 --amount 20 --reason "late by an hour" --json',
  ];
  static override args = { number: Args.string({ description: 'number or id of the invoice' }) };
  static override flags = {
    amount: Flags.string({ description: 'how much, such as 20.00' }),
    reason: Flags.string({ description: 'what for; the client sees it' }),
  };

  async run() {
    const { args, flags } = await this.parse(InvoicesCredit);
    const [{ askInvoice, invoiceName, issuedBy }, { askText }, { money, readMoney }] = await Promise.all([
      import('../../output/invoice'),
      import('../../output/choose'),
      import('../../output/money'),
    ]);
    const given = await this.fill({
      invoice: askInvoice(args.number, this.look, 'open', 'paid'),
      amount: askText('--amount', flags.amount, 'Amount'),
      reason: askText('--reason', flags.reason, 'What for'),
    });
    const { creditInvoice } = await import('../../domain/billing');
    const amount = readMoney('--amount', given.amount);
    const { invoice, note } = await this.change(async (w) => creditInvoice(w, { invoice: (await issuedBy(w, given.invoice)).id, amount, reason: given.reason }));
    const { openTold } = await import('../../output/papers');
    this.done(`credit note ${note.number}: ${money(note.amount)} off invoice ${invoiceName(invoice)} · ${openTold(invoice)}`);
    this.next(`mcf invoices show ${invoiceName(invoice)}`);
    const json = await import('../../output/json');
    return { ...json.invoice(invoice), credit_note: json.creditNote(note) };
  }
}
