import { Args } from '@oclif/core';

import { BaseCommand } from '../../base-command';

export default class HypothesesShadow extends BaseCommand {
  static override description = 'let a hypothesis decide beside the one in force: recorded, never acted on';
  static override examples = ['<%= config.bin %> hypotheses shadow quick-jumper', '<%= config.bin %> hypotheses shadow 211dae7a97bf --json'];
  static override args = { id: Args.string({ description: 'id or version' }) };

  async run() {
    const { args } = await this.parse(HypothesesShadow);
    const { askHypothesis } = await import('../../output/choose');
    const { id } = await this.fill({ id: askHypothesis(args.id, this.look) });
    const [{ shadowHypothesis }, { namingHypotheses }] = await Promise.all([import('../../domain/staffing'), import('../../output/screening/hypotheses')]);
    const moved = await namingHypotheses([id], () => this.change((w) => shadowHypothesis(w, { ref: id })));
    this.done('shadow from the next decision; recorded, never acted on');
    this.next(`mcf hypotheses trial ${moved.id} --share 10 --forecast`);
    return (await import('../../output/screening/lifecycle-json')).activation(moved);
  }
}
