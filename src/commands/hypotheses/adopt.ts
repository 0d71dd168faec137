import { Args, Flags } from '@oclif/core';

import { BaseCommand } from '../../base-command';

export default class HypothesesAdopt extends BaseCommand {
  static override description = 'put a hypothesis in force from the next decision on; without a verdict that takes a reason';
  static override examples = ['<%= config.bin %> hypotheses adopt quick-jumper', '<%= config.bin %> hypotheses adopt quick-jumper --reason "the first one" --yes'];
  static override args = { id: Args.string({ description: 'id or version' }) };
  static override flags = {
    reason: Flags.string({ description: 'why, where no trial says that it is better; kept for ever with your name' }),
    yes: Flags.boolean({ description: 'do not ask' }),
  };

  async run() {
    const { args, flags } = await this.parse(HypothesesAdopt);
    const { askHypothesis } = await import('../../output/choose');
    const { id } = await this.fill({ id: askHypothesis(args.id, this.look), ...this.agreement(flags.yes) });
    const [{ adoptHypothesis, adoptionOf }, { namingHypotheses }, adoption] = await Promise.all([import('../../domain/staffing'), import('../../output/screening/hypotheses'), import('../../output/screening/adoption')]);
    const found = await namingHypotheses([id], () => this.query((w) => adoptionOf(w, id)));
    if (this.interactive()) process.stderr.write(`  ${adoption.adoptionLine(found)}\n`);
    const { reason } = await this.fill({ reason: adoption.askSignature(flags.reason, found, this.interactive()) });
    if (!(await this.confirm('Adopt from the next decision?', flags.yes))) return this.log('Nothing was changed.');
    const moved = await this.change((w) => adoptHypothesis(w, { ref: id, ...(reason === '' ? {} : { reason }) }));
    this.done(adoption.adoptedLine(moved));
    const caution = adoption.adoptionCaution(moved);
    if (caution !== null) this.caution(caution);
    this.next(moved.proposed ? `somebody else: mcf hypotheses adopt ${moved.id}` : 'undo: mcf hypotheses rollback');
    return (await import('../../output/screening/lifecycle-json')).adopted(moved);
  }
}
