import { ImportCommand } from '../../output/screening/import-command';

export default class CandidatesImport extends ImportCommand {
  static override description = 'import candidates from CSV: number,name,vacancy,breed,age,colour,applied_at';
  static override args = ImportCommand.args;
  static override examples = [
    '<%= config.bin %> candidates import cats.csv --dry-run',
    '<%= config.bin %> candidates import cats.csv --atomic --json',
  ];

  async run() {
    const { args, flags } = await this.parse(CandidatesImport);
    return this.importing({ file: args.file, atomic: flags.atomic, dryRun: flags['dry-run'] }, { use: 'importCandidates', thing: 'candidate' });
  }

  protected afterwards(): Promise<string> {
    return Promise.resolve('mcf candidates import-results');
  }
}
