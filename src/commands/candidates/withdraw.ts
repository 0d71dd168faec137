import { Args } from '@oclif/core';

import { BaseCommand } from '../../base-command';

export default class CandidatesWithdraw extends BaseCommand {
  static override description = 'take an application back for a candidate who asked for it; the cat may apply again';
  static override examples = ['<%= config.bin %> candidates withdraw C-030182', '<%= config.bin %> candidates withdraw C-30182 --json'];
  static override args = { id: Args.string({ description: 'id, number or name of the candidate' }) };

  async run() {
    const { args } = await this.parse(CandidatesWithdraw);
    const { askCandidate } = await import('../../output/choose');
    const { id } = await this.fill({ id: askCandidate(args.id, this.look, ['received', 'contacted', 'testing', 'held']) });
    const { withdrawApplication } = await import('../../domain/staffing');
    const candidate = await this.change((w) => withdrawApplication(w, { candidate: id }));
    const { candidateTitle, nextForCandidate } = await import('../../output/screening/candidates');
    this.done(candidateTitle(candidate));
    this.next(nextForCandidate(candidate, []));
    return (await import('../../output/json')).candidate(candidate);
  }
}
