import { Args, Flags } from '@oclif/core';

import { MoneyCommand } from '../../output/money-command';

export default class InvoicesCredit extends MoneyCommand {
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
    const [{ askInvoice, creditableBy, invoiceName }, { askText }, { money, readSum }, values, json] = await Promise.all([
      import('../../output/invoice'),
      import('../../output/choose'),
      import('../../output/money'),
      import('../../output/json-values'),
      import('../../output/money-json'),
    ]);
    const given = await this.fill({
      invoice: askInvoice(args.number, this.look, 'open', 'paid'),
      amount: askText('--amount', flags.amount, 'Amount'),
      reason: askText('--reason', flags.reason, 'What for'),
    });
    const [{ creditInvoice }, { creditedTold, openTold }, { creditAsked }] = await Promise.all([import('../../domain/billing'), import('../../output/papers'), import('../../output/money-asked')]);
    const amount = readSum('--amount', given.amount, 'credit');
    const found = await this.query((w) => creditableBy(w, given.invoice));
    if (!(await this.agreed(flags.yes, (w) => creditAsked(w, found, amount)))) return { ...json.invoice(found), credit_note: null };
    const { invoice, note, ...credited } = await this.change((w) => creditInvoice(w, { invoice: found.id, amount, reason: given.reason }));
    this.done(`credit note ${note.number}: ${money(note.amount)} off invoice ${invoiceName(invoice)} · ${openTold(invoice)}${creditedTold(credited)}`);
    this.next(`mcf invoices show ${note.number}`);
    return { ...json.invoice(invoice), credit_note: json.creditNote(note), to_credit: values.amount(credited.returned), paid_invoices: credited.spent.map((one) => ({ number: one.invoice.number, amount: values.amount(one.amount) })) };
  }
}
