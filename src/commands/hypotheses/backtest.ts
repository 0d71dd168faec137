import { Args, Flags } from '@oclif/core';

import { BaseCommand } from '../../base-command';

export default class HypothesesBacktest extends BaseCommand {
  static override description = 'let a hypothesis decide on the candidates of the past: whom it would accept, gain and lose';
  static override examples = [
    '<%= config.bin %> hypotheses backtest quick-jumper',
    '<%= config.bin %> hypotheses backtest quick-jumper --from 2026-01-01 --to 2026-06-30 --list decided.csv --report backtest.html',
  ];
  static override args = { id: Args.string({ description: 'id or version' }) };
  static override flags = {
    from: Flags.string({ description: 'first day, such as 2026-01-01' }),
    to: Flags.string({ description: 'last day' }),
    list: Flags.string({ description: 'also write number,completed_at,score,verdict of each candidate to this CSV file' }),
    report: Flags.string({ description: 'also write charts to this HTML file' }),
  };

  async run() {
    const { args, flags } = await this.parse(HypothesesBacktest);
    const { from, to, list, report } = flags;
    for (const file of [list, report]) if (file !== undefined) (await import('../../output/files')).checkWritable(file);
    const { askHypothesis } = await import('../../output/choose');
    const { id } = await this.fill({ id: askHypothesis(args.id, this.look) });
    const [{ backtestHypothesis }, { namingHypotheses }, told, { withProgress }] = await Promise.all([
      import('../../domain/staffing'),
      import('../../output/screening/hypotheses'),
      import('../../output/screening/backtest'),
      import('../../output/progress'),
    ]);
    const [app, actor] = [await this.app(), await this.actor()];
    const result = await namingHypotheses([id], () => withProgress('days', this.jsonEnabled(), (onProgress) => backtestHypothesis(app, actor, { ref: id, from, to, onProgress })));
    if (list !== undefined) (await import('../../output/files')).writeWhole(list, told.backtestCsv(result));
    if (report !== undefined) await (await import('../../output/screening/reports')).reportBacktest(report, result);
    await this.card(told.backtestTitle(result), told.backtestFields(result));
    for (const text of told.backtestCautions(result)) this.caution(text);
    this.next(`mcf hypotheses shadow ${result.id}`);
    return told.backtestJson(result);
  }
}
