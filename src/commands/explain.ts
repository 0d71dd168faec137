import { ExplainCommand } from '../output/screening/explain-command';

export default class Explain extends ExplainCommand {
  static override description = 'what something is and how it came about; so far the decision on a candidate';
  static override args = ExplainCommand.args;
  static override examples = ['<%= config.bin %> explain C-030182', '<%= config.bin %> explain C-30182 --json'];

  async run() {
    const { args } = await this.parse(Explain);
    const [{ isId, parseCatNumber }, { notExplained }] = await Promise.all([import('../domain/shared/ids'), import('../output/usage')]);
    if (args.id !== undefined && !isId(args.id) && parseCatNumber(args.id) === undefined) throw notExplained(args.id);
    return this.explain(args.id);
  }
}
