import { Args, Flags } from '@oclif/core';

import { MoneyCommand } from '../../output/money-command';

export default class BillingRefund extends MoneyCommand {
  static override description = 'note that credit was given back to a client; what an invoice took is credited first';
  static override examples = [
    '<%= config.bin %> billing refund C-000012 --amount 50.00 --reason "paid twice"',
    '<%= config.bin %> billing refund C-12 --amount 50 --reason "leaves the town" --json',
  ];
  static override args = { client: Args.string({ description: 'id or number of the client' }) };
  static override flags = {
    amount: Flags.string({ description: 'how much, such as 50.00' }),
    reason: Flags.string({ description: 'what for' }),
  };

  async run() {
    const { args, flags } = await this.parse(BillingRefund);
    const { askPerson, askText } = await import('../../output/choose');
    const given = await this.fill({
      client: askPerson(args.client, this.look, 'client', 'CLIENT'),
      amount: askText('--amount', flags.amount, 'Amount'),
      reason: askText('--reason', flags.reason, 'What for'),
    });
    const [{ money, readSum }, { refundClient }, json, { catOf, namingClient }, { refundAsked, requireClient }] = await Promise.all([
      import('../../output/money'),
      import('../../domain/billing'),
      import('../../output/json-values'),
      import('../../output/people'),
      import('../../output/money-asked'),
    ]);
    const wanted = readSum('--amount', given.amount, 'refund');
    await this.query((w) => requireClient(w, given.client));
    if (!(await this.agreed(flags.yes, (w) => refundAsked(w, given.client, wanted)))) return null;
    const { client, amount, credit } = await this.change((w) => namingClient(w, given.client, () => refundClient(w, { ...given, amount: wanted })));
    this.done(`refund ${money(amount)} to ${client.name} · ${credit === 0 ? 'no credit' : `${money(credit)} of credit`} left`);
    this.next(`mcf billing statement ${await this.query((w) => catOf(w, client.id))}`);
    return { client, amount: json.amount(amount), credit: json.amount(credit) };
  }
}
