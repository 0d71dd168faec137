import { Args, Flags } from '@oclif/core';

import { BaseCommand } from '../../base-command';

export default class ConsumablesReturn extends BaseCommand {
  static override description = 'book what came back of the kit of an order; its task is done by that';
  static override examples = ['<%= config.bin %> consumables return 44', '<%= config.bin %> consumables return 44 --items "1 glass, towel"'];
  static override args = { order: Args.string({ description: 'number or id of the order' }) };
  static override flags = { items: Flags.string({ description: 'what came back, where it was not all of it, such as "1 glass, towel"' }) };

  async run() {
    const { args, flags } = await this.parse(ConsumablesReturn);
    const { askOrder } = await import('../../output/choose');
    const { reference } = await this.fill({ reference: askOrder(args.order, this.look, ['cancelled', 'failed'], 'ORDER') });
    const [{ showOrder }, { returnKit }] = [await import('../../domain/orders'), await import('../../domain/consumables')];
    const { backText, earlierReturn, issuedKit, returnedLine, staysIssued, wordsText } = await import('../../output/consumables');
    const { kit, earlier, isAhead } = await this.change(async (w) => {
      const { id: order, status } = await showOrder(w, reference);
      const isAhead = status === 'assigned' || status === 'unmatched';
      const earlier = flags.items === undefined ? await earlierReturn(w, order, this.clock) : null;
      return { kit: await returnKit(w, flags.items === undefined ? { order } : { order, items: flags.items }), earlier, isAhead };
    });
    if (earlier !== null) this.log(returnedLine(kit, earlier));
    else this.done(returnedLine(kit));
    this.lines([backText(kit)].filter(Boolean).map((line) => `  ${line}`));
    if (kit.words.length > 0) this.caution(wordsText(kit));
    if (isAhead && !kit.isAll && kit.status === 'issued') this.caution(staysIssued(kit));
    this.next('mcf tasks');
    return issuedKit(kit);
  }
}
