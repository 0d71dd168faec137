import { Args, Flags } from '@oclif/core';

import { BaseCommand } from '../../base-command';

export default class WorkersBonus extends BaseCommand {
  static override description = 'credit an amount to a worker, who sees by whom and for what';
  static override examples = [
    '<%= config.bin %> workers bonus C-000310 --amount 50.00 --reason "stayed late"',
    '<%= config.bin %> workers bonus C-310 --amount 5 --reason "clean paws" --json',
  ];
  static override args = { id: Args.string({ description: 'id or number of the worker' }) };
  static override flags = {
    amount: Flags.string({ description: 'how much, such as 50.00' }),
    reason: Flags.string({ description: 'what for' }),
  };

  async run() {
    const { args, flags } = await this.parse(WorkersBonus);
    const { askText, askWorker } = await import('../../output/choose');
    const { id, amount, reason } = await this.fill({
      id: askWorker(args.id, this.look),
      amount: askText('--amount', flags.amount, 'Amount'),
      reason: askText('--reason', flags.reason, 'What for'),
    });
    const { money, readMoney } = await import('../../output/money');
    const { grantBonus } = await import('../../domain/billing');
    const bonus = await this.change((w) => grantBonus(w, { worker: id, amount: readMoney('--amount', amount), reason }));
    this.done(`bonus ${money(bonus.amount)} for ${bonus.worker.name}`);
    const { catOf } = await import('../../output/people');
    this.next(`mcf workers statement ${await this.query((w) => catOf(w, bonus.worker.id))}`);
    return (await import('../../output/json')).bonus(bonus);
  }
}
