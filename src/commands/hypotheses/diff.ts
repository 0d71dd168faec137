import { Args } from '@oclif/core';

import { BaseCommand } from '../../base-command';

export default class HypothesesDiff extends BaseCommand {
  static override description = 'what differs between two versions by its meaning; comments and layout do not count';
  static override examples = ['<%= config.bin %> hypotheses diff steady-paws quick-jumper', '<%= config.bin %> hypotheses diff 9c41e0b7d2aa 211dae7a97bf --json'];
  static override args = { a: Args.string({ description: 'id or version' }), b: Args.string({ description: 'id or version' }) };

  async run() {
    const { args } = await this.parse(HypothesesDiff);
    const { askHypothesis } = await import('../../output/choose');
    const { a, b } = await this.fill({ a: askHypothesis(args.a, this.look, 'A'), b: askHypothesis(args.b, this.look, 'B') });
    const [{ differences, showHypothesis }, { namingHypotheses }] = await Promise.all([import('../../domain/staffing'), import('../../output/screening/hypotheses')]);
    const [before, after] = await namingHypotheses([a, b], () => this.query(async (w) => [await showHypothesis(w, a), await showHypothesis(w, b)] as const));
    const found = differences(before.hypothesis, after.hypothesis);
    const { diffJson, diffLines } = await import('../../output/screening/diff');
    this.lines(diffLines(before, after, found, process.stdout));
    this.next(`mcf hypotheses compare ${before.id} ${after.id}`);
    return diffJson(before, after, found);
  }
}
