import { Args, Flags } from '@oclif/core';

import { BaseCommand } from '../../base-command';

export default class CandidatesContact extends BaseCommand {
  static override description = 'note that a candidate was contacted';
  static override examples = ['<%= config.bin %> candidates contact C-030182', '<%= config.bin %> candidates contact C-30182 --note "comes on Monday at ten"'];
  static override args = { id: Args.string({ description: 'id, number or name of the candidate' }) };
  static override flags = { note: Flags.string({ description: 'what was agreed' }) };

  async run() {
    const { args, flags } = await this.parse(CandidatesContact);
    const { askCandidate } = await import('../../output/choose');
    const { id } = await this.fill({ id: askCandidate(args.id, this.look, ['received']) });
    const { contactCandidate } = await import('../../domain/staffing');
    const candidate = await this.change((w) => contactCandidate(w, { candidate: id, ...(flags.note === undefined ? {} : { note: flags.note }) }));
    const { candidateTitle, nextForCandidate } = await import('../../output/screening/candidates');
    this.done(candidateTitle(candidate));
    this.next(nextForCandidate(candidate, []));
    return (await import('../../output/json')).candidate(candidate);
  }
}
