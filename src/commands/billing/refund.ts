import { Args, Flags } from '@oclif/core';

import { BaseCommand } from '../../base-command';

export default class BillingRefund extends BaseCommand {
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
    const [{ money, readMoney }, { refundClient }, json, { catOf, namingClient }] = await Promise.all([
      import('../../output/money'),
      import('../../domain/billing'),
      import('../../output/json'),
      import('../../output/people'),
    ]);
    const wanted = readMoney('--amount', given.amount);
    const { client, amount, credit } = await this.change((w) => namingClient(w, given.client, () => refundClient(w, { ...given, amount: wanted })));
    this.done(`refund ${money(amount)} to ${client.name} · ${credit === 0 ? 'no credit' : `${money(credit)} of credit`} left`);
    this.next(`mcf billing statement ${await this.query((w) => catOf(w, client.id))}`);
    return { client, amount: json.amount(amount), credit: json.amount(credit) };
  }
}
