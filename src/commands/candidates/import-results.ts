import { ImportCommand } from '../../output/screening/import-command';

export default class CandidatesImportResults extends ImportCommand {
  static override description = 'import results from CSV: number,test,value,completed_at; history, so nobody is decided on or told';
  static override args = ImportCommand.args;
  static override examples = [
    '<%= config.bin %> candidates import-results results.csv --dry-run',
    '<%= config.bin %> candidates import-results results.csv --atomic --json',
  ];

  async run() {
    const { args, flags } = await this.parse(CandidatesImportResults);
    return this.importing({ file: args.file, atomic: flags.atomic, dryRun: flags['dry-run'] }, { use: 'importResults', thing: 'result' });
  }

  protected async afterwards(): Promise<string> {
    const { listHypotheses } = await import('../../domain/staffing');
    const [hypothesis] = await this.query(listHypotheses);
    return hypothesis ? `mcf hypotheses backtest ${hypothesis.id}` : 'mcf hypotheses add';
  }
}
