import { LintCommand } from '../../output/screening/lint-command';

export default class HypothesesAdd extends LintCommand {
  static override description = 'store a hypothesis under its version; the same meaning again is the same version';
  static override args = LintCommand.args;
  static override examples = ['<%= config.bin %> hypotheses add quick-jumper.yaml', 'cat quick-jumper.yaml | <%= config.bin %> hypotheses add - --json'];

  async run() {
    const { args } = await this.parse(HypothesesAdd);
    const { source } = await this.soundFile(args.file);
    const { addHypothesis } = await import('../../domain/staffing');
    const added = await this.change((w) => addHypothesis(w, { source }));
    const { versionName } = await import('../../output/screening/explain');
    this.done(`${versionName(added)} for ${added.vacancies.join(', ')}`);
    this.next(`mcf hypotheses backtest ${added.id}`);
    return (await import('../../output/screening/lifecycle-json')).version(added);
  }
}
