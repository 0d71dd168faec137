import { Args, Flags } from '@oclif/core';

import { IssueCommand } from '../../output/issue-command';

export default class ConsumablesIssue extends IssueCommand {
  static override description = 'say that the kit of an order was handed out; twice changes nothing. Counted items leave the stock. Or say that it was not handed out after all';
  static override examples = [
    '<%= config.bin %> consumables issue 44',
    '<%= config.bin %> consumables issue 44 --items "3 glasses, towel"',
    '<%= config.bin %> consumables issue 44 --handed-over',
    '<%= config.bin %> consumables issue 44 --handed-over --from C-000012',
    '<%= config.bin %> consumables issue 44 --override "the glasses are there already"',
    '<%= config.bin %> consumables issue 44 --undo --reason "it was the kit of 45"',
  ];
  static override args = { order: Args.string({ description: 'number or id of the order' }) };
  static override flags = {
    items: Flags.string({ description: 'what was really handed out, where it was something else, such as "3 glasses, towel"', exclusive: ['override', 'handed-over'] }),
    'handed-over': Flags.boolean({ description: 'whoever had the order before gave its kit to whoever has it now: nothing leaves the stock', exclusive: ['override'] }),
    from: Flags.string({ description: 'who gave it, by number or name, where several who had the order before have a kit', dependsOn: ['handed-over'] }),
    override: Flags.string({ description: 'let the order start without its kit, for this reason' }),
    undo: Flags.boolean({ description: 'it was not handed out after all, for a reason: what was taken for it is in stock again, and it is to be issued', exclusive: ['items', 'handed-over', 'override'] }),
    reason: Flags.string({ description: 'why that is taken back', dependsOn: ['undo'] }),
  };

  async run() {
    const { args, flags } = await this.parse(ConsumablesIssue);
    if (flags.undo) return this.takeBack(args.order, flags.reason);
    const { askOrder } = await import('../../output/choose');
    const { reference } = await this.fill({ reference: askOrder(args.order, this.look, ['assigned'], 'ORDER') });
    const [{ showOrder }, { handOverKit, issueKit, overrideKit }] = [await import('../../domain/orders'), await import('../../domain/consumables')];
    const reason = flags.override;
    const from = flags['handed-over'] ? await this.giver(reference, flags.from) : undefined;
    const { earlierIssue, issuedKit, issuedLine, movedText, refuseOther, wordsText } = await import('../../output/consumables');
    const { kit, earlier } = await this.change(async (w) => {
      const order = (await showOrder(w, reference)).id;
      if (reason !== undefined) return { kit: await overrideKit(w, { order, reason }), earlier: null };
      const earlier = await earlierIssue(w, order, this.clock);
      const kit = flags['handed-over'] ? await handOverKit(w, { order, from }) : await issueKit(w, flags.items === undefined ? { order } : { order, handedOut: flags.items });
      if (earlier !== null && flags.items !== undefined) refuseOther(kit, earlier, flags.items);
      return { kit, earlier };
    });
    if (earlier !== null) this.log(issuedLine(kit, earlier));
    else this.done(reason === undefined ? issuedLine(kit) : `order ${kit.order.number} may start without its kit`);
    if (earlier === null) this.lines([movedText(kit)].filter(Boolean).map((line) => `  ${line}`));
    if (kit.words.length > 0) this.caution(wordsText(kit));
    this.next('mcf consumables list --open');
    return issuedKit(kit);
  }
}
