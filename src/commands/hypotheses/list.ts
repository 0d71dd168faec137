import { ListCommand } from '../../output/list-command';

export default class HypothesesList extends ListCommand {
  static override description = 'list hypotheses with where each stands: draft, backtested, shadow, trial, adopted or retired';
  static override examples = ['<%= config.bin %> hypotheses', '<%= config.bin %> hypotheses list --json'];
  static override hiddenAliases = ['hypotheses'];

  async run() {
    const { flags } = await this.parse(HypothesesList);
    const { listHypotheses } = await import('../../domain/staffing');
    const rows = await this.query(listHypotheses);
    const { hypothesisList, nextForHypotheses } = await import('../../output/screening/hypotheses');
    this.next(nextForHypotheses(rows));
    return this.list(rows, hypothesisList(this.clock), flags);
  }
}
