import { Args, Flags } from '@oclif/core';

import type { AppWork } from '../../app';
import { MoneyCommand } from '../../output/money-command';
import { quoted } from '../../output/style';

export default class BillingReverse extends MoneyCommand {
  static override description = 'take back a payment that was booked by mistake: what it paid is open again, and its reference is free';
  static override examples = [
    '<%= config.bin %> billing reverse TRF-1 --reason "another client\'s money"',
    '<%= config.bin %> billing reverse TRF-1 --reason "one zero too many" --yes --json',
  ];
  static override args = { payment: Args.string({ description: 'reference of the payment, or its name in the statement, such as payment-0d776990' }) };
  static override flags = { reason: Flags.string({ description: 'why; the client can read it' }) };

  async run() {
    const { args, flags } = await this.parse(BillingReverse);
    const [{ askText }, { money }, { reversePayment, showReversible }, { openTold }, { catOf }, { date }, values, json] = await Promise.all([
      import('../../output/choose'),
      import('../../output/money'),
      import('../../domain/billing'),
      import('../../output/papers'),
      import('../../output/people'),
      import('../../output/time'),
      import('../../output/json-values'),
      import('../../output/money-json'),
    ]);
    const given = await this.fill({ payment: askText('PAYMENT', args.payment, 'Payment (its reference)'), reason: askText('--reason', flags.reason, 'Why') });
    const asked = async (w: AppWork) => {
      const { client, amount, at, invoice, reference, offInvoices, outOfCredit } = await showReversible(w, given);
      const what = `${money(amount)} that ${client.name} ${await catOf(w, client.id)} paid on ${date(at, this.clock)}${invoice === null ? '' : ` for invoice ${invoice}`}`;
      const effects = [...offInvoices.map((one) => `${money(one.amount)} of invoice ${one.number} is open again`), ...(outOfCredit > 0 ? [`${money(outOfCredit)} of credit is gone`] : [])];
      return `Take back ${what}${reference === null ? '' : `, reference ${quoted(reference)}`}? ${effects.join(', ')}.`;
    };
    if (!(await this.agreed(flags.yes, asked))) return null;
    const { payment, invoices, credit } = await this.change((w) => reversePayment(w, given));
    this.done(`${money(payment.amount)} of ${payment.client.name}'s taken back${credit === 0 ? '' : ` · ${money(credit)} of credit left`}`);
    for (const invoice of invoices) this.log(`  invoice ${invoice.number}  ${openTold(invoice)}`);
    this.next(`mcf billing statement ${await this.query((w) => catOf(w, payment.client.id))}`);
    const { id, client, reference, amount, at, invoice } = payment;
    const told = { id, client, reference, invoice, amount: values.amount(amount), at: values.iso(at) };
    return { payment: told, credit: values.amount(credit), invoices: invoices.map(json.invoice) };
  }
}
