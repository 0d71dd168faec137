import { ImportCommand } from '../../output/screening/import-command';

export default class CandidatesImport extends ImportCommand {
  static override description = 'import candidates from CSV: number,name,vacancy,breed,age,colour,applied_at';
  static override args = ImportCommand.args;
  static override examples = ['<%= config.bin %> candidates import cats.csv', '<%= config.bin %> candidates import cats.csv --atomic --json'];

  async run() {
    const { args, flags } = await this.parse(CandidatesImport);
    return this.importing({ file: args.file, atomic: flags.atomic }, { use: 'importCandidates', thing: 'candidate', next: 'mcf candidates import-results FILE.csv' });
  }
}
