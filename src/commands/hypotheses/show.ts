import { Args, Flags } from '@oclif/core';

import { BaseCommand } from '../../base-command';

export default class HypothesesShow extends BaseCommand {
  static override description = 'show one hypothesis: what it asks for, where it stands and how it came there';
  static override examples = ['<%= config.bin %> hypotheses show quick-jumper', '<%= config.bin %> hypotheses show 211dae7a97bf --source > q.yaml'];
  static override args = { id: Args.string({ description: 'id, version, or both as id@version' }) };
  static override flags = { source: Flags.boolean({ description: 'the file as it was added, and nothing else', exclusive: ['json'] }) };

  async run() {
    const { args, flags } = await this.parse(HypothesesShow);
    const { askHypothesis } = await import('../../output/choose');
    const { id } = await this.fill({ id: askHypothesis(args.id, this.look) });
    const [{ showHypothesis }, { namingHypotheses }] = await Promise.all([import('../../domain/staffing'), import('../../output/screening/hypotheses')]);
    const found = await namingHypotheses([id], () => this.query((w) => showHypothesis(w, id)));
    if (flags.source) return void process.stdout.write(found.source);
    const { clauseTable, historyLines, hypothesisCard, nextForHypothesis } = await import('../../output/screening/hypotheses');
    await this.card(...hypothesisCard(found, this.clock));
    this.lines([...clauseTable(found), ...historyLines(found, this.clock)]);
    this.next(nextForHypothesis(found));
    return (await import('../../output/screening/lifecycle-json')).details(found);
  }
}
