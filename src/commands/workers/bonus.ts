import { Args, Flags } from '@oclif/core';

import { MoneyCommand } from '../../output/money-command';

export default class WorkersBonus extends MoneyCommand {
  static override description = 'credit an amount to a worker, who sees by whom and for what';
  static override examples = [
    '<%= config.bin %> workers bonus C-000310 --amount 50.00 --reason "stayed late"',
    '<%= config.bin %> workers bonus C-310 --amount 5 --reason "clean paws" --json',
  ];
  static override args = { id: Args.string({ description: 'id, number or name of the worker' }) };
  static override flags = {
    amount: Flags.string({ description: 'how much, such as 50.00' }),
    reason: Flags.string({ description: 'what for' }),
  };

  async run() {
    const { args, flags } = await this.parse(WorkersBonus);
    const { askText, askWorker } = await import('../../output/choose');
    const given = await this.fill({
      worker: askWorker(args.id, this.look),
      amount: askText('--amount', flags.amount, 'Amount'),
      reason: askText('--reason', flags.reason, 'What for'),
    });
    const [{ money, readSum }, { grantBonus }, { workerAsked }] = await Promise.all([import('../../output/money'), import('../../domain/billing'), import('../../output/money-asked')]);
    const wanted = { ...given, amount: readSum('--amount', given.amount, 'bonus') };
    if (!(await this.agreed(flags.yes, (w) => workerAsked(w, wanted)))) return null;
    const bonus = await this.change((w) => grantBonus(w, wanted));
    this.done(`bonus ${money(bonus.amount)} for ${bonus.worker.name}`);
    const { catOf } = await import('../../output/people');
    this.next(`mcf workers statement ${await this.query((w) => catOf(w, bonus.worker.id))}`);
    return (await import('../../output/money-json')).bonus(bonus);
  }
}
