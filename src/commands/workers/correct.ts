import { Args, Flags } from '@oclif/core';

import { MoneyCommand } from '../../output/money-command';

export default class WorkersCorrect extends MoneyCommand {
  static override description = "put a worker's account right by an entry dated today, in the worker's favour or against it";
  static override examples = [
    '<%= config.bin %> workers correct C-000310 --amount -40.00 --reason "the fine was owed after all"',
    '<%= config.bin %> workers correct C-310 --amount 40.00 --reason "fined by mistake" --json',
  ];
  static override args = { id: Args.string({ description: 'id, number or name of the worker' }) };
  static override flags = {
    amount: Flags.string({ description: 'how much: 40.00 in the worker\'s favour, -40.00 against it' }),
    reason: Flags.string({ description: 'what for; the worker sees it' }),
  };

  async run() {
    const { args, flags } = await this.parse(WorkersCorrect);
    const { askText, askWorker } = await import('../../output/choose');
    const given = await this.fill({
      worker: askWorker(args.id, this.look),
      amount: askText('--amount', flags.amount, 'Amount (-40.00 against the worker)'),
      reason: askText('--reason', flags.reason, 'What for'),
    });
    const [{ money, readMoney }, { correctWorker }, { catOf }] = await Promise.all([import('../../output/money'), import('../../domain/billing'), import('../../output/people')]);
    const { workerAsked } = await import('../../output/money-asked');
    const wanted = { ...given, amount: readMoney('--amount', given.amount) };
    if (!(await this.agreed(flags.yes, (w) => workerAsked(w, wanted)))) return null;
    const correction = await this.change((w) => correctWorker(w, wanted));
    this.done(`correction ${money(correction.amount)} for ${correction.worker.name}`);
    this.next(`mcf workers statement ${await this.query((w) => catOf(w, correction.worker.id))}`);
    return (await import('../../output/money-json')).correction(correction);
  }
}
