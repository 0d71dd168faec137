import { Args, Flags } from '@oclif/core';

import { BaseCommand } from '../../base-command';

export default class HypothesesCompare extends BaseCommand {
  static override description = 'how the hires of two hypotheses do, and whether that is a verdict';
  static override examples = [
    '<%= config.bin %> hypotheses compare steady-paws quick-jumper',
    '<%= config.bin %> hypotheses compare steady-paws quick-jumper --report trial.html',
  ];
  static override args = { a: Args.string({ description: 'the one in force: id or version' }), b: Args.string({ description: 'the one that is to replace it' }) };
  static override flags = { report: Flags.string({ description: 'also write charts to this HTML file' }) };

  async run() {
    const { args, flags } = await this.parse(HypothesesCompare);
    const { askHypothesis } = await import('../../output/choose');
    const { a, b } = await this.fill({ a: askHypothesis(args.a, this.look, 'A'), b: askHypothesis(args.b, this.look, 'B') });
    const [{ compareHypotheses }, { namingHypotheses }] = await Promise.all([import('../../domain/staffing'), import('../../output/screening/hypotheses')]);
    const found = await namingHypotheses([a, b], () => this.query((w) => compareHypotheses(w, { a, b })));
    const { armColumns, comparisonLines, nextForComparison } = await import('../../output/screening/trials');
    await this.table([{ ...found.arms[0], letter: 'A' }, { ...found.arms[1], letter: 'B' }], armColumns);
    this.lines(comparisonLines(found));
    if (flags.report !== undefined) await (await import('../../output/screening/reports')).reportComparison(flags.report, found, this.clock);
    this.next(nextForComparison(found));
    return (await import('../../output/screening/lifecycle-json')).comparison(found);
  }
}
