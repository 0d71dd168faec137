import { Args, Flags } from '@oclif/core';

import { BaseCommand } from '../../base-command';

export default class CandidatesAssign extends BaseCommand {
  static override description = "give a candidate its battery: the vacancy's, and what is changed for this one cat";
  static override examples = [
    '<%= config.bin %> candidates assign C-030182',
    '<%= config.bin %> candidates assign C-30182 --add purr --remove jump',
  ];
  static override args = { id: Args.string({ description: 'id, number or name of the candidate' }) };
  static override flags = {
    add: Flags.string({ multiple: true, multipleNonGreedy: true, description: 'test to put in; may be repeated' }),
    remove: Flags.string({ multiple: true, multipleNonGreedy: true, description: 'test to take out; may be repeated' }),
  };

  async run() {
    const { args, flags } = await this.parse(CandidatesAssign);
    const { askCandidate } = await import('../../output/choose');
    const { id } = await this.fill({ id: askCandidate(args.id, this.look, ['received', 'contacted', 'testing']) });
    const { assignBattery } = await import('../../domain/staffing');
    const battery = await this.change((w) => assignBattery(w, { candidate: id, add: flags.add ?? [], remove: flags.remove ?? [] }));
    const { batteryColumns, batteryLine, nextForCandidate } = await import('../../output/screening/candidates');
    this.done(batteryLine(battery, this.clock));
    if (battery.items.length > 0) await this.table(battery.items, batteryColumns(this.clock, battery.items));
    this.next(nextForCandidate(battery.candidate, battery.items));
    return (await import('../../output/screening/json')).withBattery(battery);
  }
}
