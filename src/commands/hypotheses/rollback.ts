import { Flags } from '@oclif/core';

import { BaseCommand } from '../../base-command';

export default class HypothesesRollback extends BaseCommand {
  static override description = 'put back the hypothesis that was in force before, from the next decision on; decisions made stay';
  static override examples = ['<%= config.bin %> hypotheses rollback', '<%= config.bin %> hypotheses rollback --to 9c41e0b7d2aa --reason "complaints"'];
  static override flags = {
    to: Flags.string({ description: 'version to put back, if not the one before' }),
    vacancy: Flags.string({ description: 'only for this vacancy' }),
    reason: Flags.string({ description: 'why' }),
  };

  async run() {
    const { flags } = await this.parse(HypothesesRollback);
    const [{ rollbackHypothesis }, { namingHypotheses }] = await Promise.all([import('../../domain/staffing'), import('../../output/screening/hypotheses')]);
    const { json: _json, ...input } = flags;
    const back = await namingHypotheses(flags.to === undefined ? [] : [flags.to], () => this.change((w) => rollbackHypothesis(w, input)));
    const { rolledBack } = await import('../../output/screening/adoption');
    this.done(rolledBack(back));
    this.next('mcf hypotheses list');
    return (await import('../../output/screening/lifecycle-json')).rollback(back);
  }
}
