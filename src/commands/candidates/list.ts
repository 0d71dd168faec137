import { Flags } from '@oclif/core';

import { ListCommand } from '../../output/list-command';
import { STATUSES } from '../../output/screening/candidates';

export default class CandidatesList extends ListCommand {
  static override description = 'list candidates, those who wait first';
  static override examples = ['<%= config.bin %> candidates list', '<%= config.bin %> candidates list --status received --vacancy courier --limit 10'];
  static override flags = {
    status: Flags.option({ options: STATUSES, description: 'only candidates in this state' })(),
    vacancy: Flags.string({ description: 'only candidates for this vacancy' }),
  };
  static override hiddenAliases = ['candidates'];

  async run() {
    const { flags } = await this.parse(CandidatesList);
    const { status, vacancy } = flags;
    const { listCandidates } = await import('../../domain/staffing');
    const filter = { ...(status ? { status } : {}), ...(vacancy === undefined ? {} : { vacancy }) };
    const candidates = await this.query((w) => listCandidates(w, filter));
    const { candidateList, nextForCandidates } = await import('../../output/screening/candidates');
    this.next(nextForCandidates(candidates));
    return this.list(candidates, candidateList(this.clock), flags, Object.keys(filter).length > 0);
  }
}
