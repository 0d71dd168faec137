import { Flags } from '@oclif/core';

import { BaseCommand } from '../../base-command';

export default class HypothesesPolicy extends BaseCommand {
  static override description = 'show or change the numbers of screening: limits, days, thresholds, a second pair of eyes';
  static override examples = ['<%= config.bin %> hypotheses policy', '<%= config.bin %> hypotheses policy --set four_eyes=true --set max_trial_days=180'];
  static override flags = {
    set: Flags.string({ multiple: true, multipleNonGreedy: true, description: 'name=number, such as limit_bp=250; may be repeated' }),
    from: Flags.string({ description: 'since when it holds, if not from now on: ISO 8601, or "2026-12-01 00:00" in the company\'s zone' }),
  };

  async run() {
    const { flags } = await this.parse(HypothesesPolicy);
    const [{ changeScreeningPolicy, showScreeningPolicy }, { inFlagWords, policyFields, policyJson, readSettings }, { readInstant }] = await Promise.all([
      import('../../domain/staffing'),
      import('../../output/screening/policy'),
      import('../../output/instant'),
    ]);
    const settings = readSettings(flags.set ?? []);
    const from = (zone: string) => (flags.from === undefined ? {} : { from: readInstant('--from', flags.from, zone) });
    const changes = Object.keys(settings).length > 0;
    const policy = changes ? await inFlagWords(() => this.change((w) => changeScreeningPolicy(w, { ...settings, ...from(w.zone) }))) : await this.query(showScreeningPolicy);
    if (changes) this.done('the policy of screening is changed');
    await this.card('Policy of screening', policyFields(policy));
    this.next('mcf hypotheses list');
    return policyJson(policy);
  }
}
