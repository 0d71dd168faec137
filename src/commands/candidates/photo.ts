import { Args, Flags } from '@oclif/core';

import { BaseCommand } from '../../base-command';

export default class CandidatesPhoto extends BaseCommand {
  static override description = "save a candidate's photo, which Telegram keeps, to a file";
  static override examples = ['<%= config.bin %> candidates photo C-030182', '<%= config.bin %> candidates photo C-30182 --out murka.jpg --force'];
  static override args = { id: Args.string({ description: 'id, number or name of the candidate' }) };
  static override flags = {
    out: Flags.string({ description: 'file to write, if not candidate-NUMBER.jpg' }),
    force: Flags.boolean({ description: 'replace a file that is there' }),
  };

  async run() {
    const { args, flags } = await this.parse(CandidatesPhoto);
    const { askCandidate } = await import('../../output/choose');
    const { id } = await this.fill({ id: askCandidate(args.id, this.look) });
    const [{ candidatePhoto }, { savePhoto }, { catNumber }] = await Promise.all([import('../../domain/staffing'), import('../../output/screening/photo'), import('../../domain/shared/ids')]);
    const photo = await this.query((w) => candidatePhoto(w, id));
    const saved = await savePhoto(await this.settings(), photo, flags);
    const number = catNumber(photo.candidate.number);
    this.done(`photo of ${number}: ${saved.file}`);
    this.next(`mcf candidates show ${number}`);
    return { candidate: photo.candidate.id, number, ...saved };
  }
}
