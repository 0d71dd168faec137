import { Flags } from '@oclif/core';

import { ListCommand } from '../../output/list-command';

export default class CandidatesList extends ListCommand {
  static override description = 'list candidates, those who wait first';
  static override examples = ['<%= config.bin %> candidates list', '<%= config.bin %> candidates list --status received --limit 10'];
  static override flags = { status: Flags.option({ options: ['received', 'accepted', 'rejected'] as const, description: 'only candidates in this state' })() };
  static override hiddenAliases = ['candidates'];

  async run() {
    const { flags } = await this.parse(CandidatesList);
    const { listCandidates } = await import('../../domain/staffing');
    const candidates = await this.query((w) => listCandidates(w, flags.status ? { status: flags.status } : {}));
    const { candidateList, nextForCandidates } = await import('../../output/people');
    this.next(nextForCandidates(candidates));
    return this.list(candidates, candidateList(this.clock), flags, flags.status !== undefined);
  }
}
