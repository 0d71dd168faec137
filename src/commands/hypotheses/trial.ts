import { Args, Flags } from '@oclif/core';

import { BaseCommand } from '../../base-command';

export default class HypothesesTrial extends BaseCommand {
  static override description = 'let a hypothesis decide on a share of the candidates; --forecast only says how long a verdict takes';
  static override examples = ['<%= config.bin %> hypotheses trial quick-jumper --share 10 --forecast', '<%= config.bin %> hypotheses trial quick-jumper --share 50'];
  static override args = { id: Args.string({ description: 'id or version' }) };
  static override flags = {
    share: Flags.string({ description: 'per cent of the candidates, such as 10 or 2.5' }),
    forecast: Flags.boolean({ description: 'only say how long it would take' }),
    'accept-underpowered': Flags.boolean({ description: 'start although the verdict takes longer than the limit' }),
    report: Flags.string({ description: 'also write the forecast to this HTML file' }),
  };

  async run() {
    const { args, flags } = await this.parse(HypothesesTrial);
    if (flags.report !== undefined) (await import('../../output/files')).checkWritable(flags.report);
    const [{ askHypothesis, askText }, { readShare }] = await Promise.all([import('../../output/choose'), import('../../output/screening/trials')]);
    const { id, share } = await this.fill({ id: askHypothesis(args.id, this.look), share: askText('--share', flags.share, 'Per cent of the candidates') });
    const input = { ref: id, shareBp: readShare(share), acceptUnderpowered: flags['accept-underpowered'] };
    const [{ forecastTrial, listHypotheses, startTrial }, { namingHypotheses }, json] = await Promise.all([import('../../domain/staffing'), import('../../output/screening/hypotheses'), import('../../output/screening/lifecycle-json')]);
    const started = flags.forecast ? null : await namingHypotheses([id], () => this.change((w) => startTrial(w, input)));
    const forecast = started?.forecast ?? (await namingHypotheses([id], () => this.query((w) => forecastTrial(w, input))));
    const { forecastCautions, forecastColumns, forecastTitle, namedTrial, nextForForecast, trialLine } = await import('../../output/screening/trials');
    this.log(forecastTitle(forecast));
    await this.table(forecast.shares, forecastColumns);
    for (const text of forecastCautions(forecast, started !== null)) this.caution(text);
    if (flags.report !== undefined) await (await import('../../output/screening/reports')).reportForecast(flags.report, id, forecast);
    if (!started) this.next(nextForForecast(id, forecast));
    if (!started) return json.forecast(forecast);
    const trial = namedTrial(started, await this.query(listHypotheses));
    this.done(trialLine(trial));
    this.next(`mcf hypotheses compare ${trial.against.id} ${trial.hypothesis.id}`);
    return json.trial(trial);
  }
}
