import { LintCommand } from '../../output/screening/lint-command';

export default class HypothesesLint extends LintCommand {
  static override description = 'check a file and point at what is wrong; nothing is stored';
  static override args = LintCommand.args;
  static override examples = ['<%= config.bin %> hypotheses lint quick-jumper.yaml', 'cat quick-jumper.yaml | <%= config.bin %> hypotheses lint - --json'];

  async run() {
    const { args } = await this.parse(HypothesesLint);
    return this.linted(await this.checked(args.file));
  }
}
