import { Args } from '@oclif/core';

import { BaseCommand } from '../../base-command';

export default class CandidatesShow extends BaseCommand {
  static override description = 'show one candidate';
  static override examples = ['<%= config.bin %> candidates show C-030182', '<%= config.bin %> candidates show C-30182 --json'];
  static override args = { id: Args.string({ description: 'id or number of the candidate' }) };

  async run() {
    const { args } = await this.parse(CandidatesShow);
    const { askCandidate } = await import('../../output/choose');
    const { id } = await this.fill({ id: askCandidate(args.id, this.look) });
    const { showCandidate } = await import('../../domain/staffing');
    const candidate = await this.query((w) => showCandidate(w, id));
    const { candidateCard, nextForCandidates } = await import('../../output/people');
    await this.card(...candidateCard(candidate, this.clock));
    this.next(nextForCandidates([candidate]));
    return (await import('../../output/json')).candidate(candidate);
  }
}
