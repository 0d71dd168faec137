import { Args, Flags } from '@oclif/core';

import { BaseCommand } from '../../base-command';

export default class CandidatesOverride extends BaseCommand {
  static override description = 'accept or reject a candidate by hand, with a reason that stays visible';
  static override examples = [
    '<%= config.bin %> candidates override C-030182 --accept --reason "saved a vase"',
    '<%= config.bin %> candidates override C-30182 --reject --reason "bit the examiner" --yes',
  ];
  static override args = { id: Args.string({ description: 'id, number or name of the candidate' }) };
  static override flags = {
    accept: Flags.boolean({ description: 'the cat joins the pool', exclusive: ['reject'] }),
    reject: Flags.boolean({ description: 'the cat is told no' }),
    reason: Flags.string({ description: 'why; kept for ever' }),
    yes: Flags.boolean({ description: 'do not ask' }),
  };

  async run() {
    const { args, flags } = await this.parse(CandidatesOverride);
    const { askCandidate, askText } = await import('../../output/choose');
    const { askVerdict } = await import('../../output/invite');
    const { id, accept, reason } = await this.fill({
      id: askCandidate(args.id, this.look),
      accept: askVerdict(flags),
      reason: askText('--reason', flags.reason, 'Why'),
    });
    const { overrideDecision, showCandidate } = await import('../../domain/staffing');
    const { nameOf } = await import('../../output/style');
    const found = await this.query((w) => showCandidate(w, id));
    const agreed = !this.interactive() || (await this.confirm(`${accept ? 'Accept' : 'Reject'} ${nameOf(found)}? The reason stays for ever.`, flags.yes));
    const candidate = agreed ? await this.change((w) => overrideDecision(w, { candidate: found.id, accept, reason })) : found;
    if (agreed) this.done(`${nameOf(candidate)} is ${candidate.status}`);
    else this.log('Nothing was changed.');
    this.next(candidate.status === 'accepted' ? 'mcf workers list' : 'mcf candidates list');
    const json = (await import('../../output/json')).candidate(candidate);
    return candidate.status === 'accepted' ? { ...json, worker: candidate.id } : json;
  }
}
