import { Args, Flags } from '@oclif/core';

import { BaseCommand } from '../../base-command';

export default class HypothesesRetire extends BaseCommand {
  static override description = 'end the shadow or the trial of a hypothesis; its decisions stay';
  static override examples = ['<%= config.bin %> hypotheses retire quick-jumper', '<%= config.bin %> hypotheses retire quick-jumper --reason "no better after 60 days"'];
  static override args = { id: Args.string({ description: 'id or version' }) };
  static override flags = { reason: Flags.string({ description: 'why' }) };

  async run() {
    const { args, flags } = await this.parse(HypothesesRetire);
    const { askHypothesis } = await import('../../output/choose');
    const { id } = await this.fill({ id: askHypothesis(args.id, this.look) });
    const [{ retireHypothesis }, { namingHypotheses }] = await Promise.all([import('../../domain/staffing'), import('../../output/screening/hypotheses')]);
    const why = flags.reason === undefined ? {} : { reason: flags.reason };
    const moved = await namingHypotheses([id], () => this.change((w) => retireHypothesis(w, { ref: id, ...why })));
    const { versionName } = await import('../../output/screening/explain');
    this.done(`${versionName(moved)} retired`);
    this.next('mcf hypotheses list');
    return (await import('../../output/screening/lifecycle-json')).activation(moved);
  }
}
