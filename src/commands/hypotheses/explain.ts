import { ExplainCommand } from '../../output/screening/explain-command';

export default class HypothesesExplain extends ExplainCommand {
  static override description = 'why a candidate was accepted, rejected or held, term by term';
  static override args = ExplainCommand.args;
  static override examples = ['<%= config.bin %> hypotheses explain C-030182', '<%= config.bin %> hypotheses explain C-30182 --json'];

  async run() {
    const { args } = await this.parse(HypothesesExplain);
    return this.explain(args.id);
  }
}
