import { Flags } from '@oclif/core';

import { BaseCommand } from '../../base-command';

export default class CandidatesAdd extends BaseCommand {
  static override description = 'add a candidate by hand, with an invitation to the chat';
  static override examples = [
    '<%= config.bin %> candidates add --name Tom --vacancy courier',
    '<%= config.bin %> candidates add --name Murka --vacancy courier --breed Siamese --age 3 --colour grey',
  ];
  static override flags = {
    name: Flags.string({ description: 'name of the cat' }),
    vacancy: Flags.string({ description: 'what the cat applies for' }),
    breed: Flags.string({ description: 'declared breed' }),
    age: Flags.integer({ description: 'declared age in years' }),
    colour: Flags.string({ description: 'declared colour of the coat' }),
    language: Flags.option({ options: ['en', 'ru'] as const, description: 'language of messages', default: 'en' })(),
  };

  async run() {
    const { flags } = await this.parse(CandidatesAdd);
    const { askText } = await import('../../output/choose');
    const asked = await this.fill({ name: askText('--name', flags.name, 'Name'), vacancy: askText('--vacancy', flags.vacancy, 'Vacancy') });
    const { addCandidate } = await import('../../domain/staffing');
    const { candidate, invitation } = await this.change((w) => addCandidate(w, { ...declared(flags), ...asked, language: flags.language }));
    const { invited } = await import('../../output/invite');
    const invite = invited(invitation, await this.settings());
    const { candidateTitle, nextForCandidate } = await import('../../output/screening/candidates');
    this.done(candidateTitle(candidate));
    this.log(`  invitation  ${invite.link}`);
    this.next(nextForCandidate(candidate, []));
    return { ...(await import('../../output/json')).candidate(candidate), invite };
  }
}

const declared = ({ breed, age, colour }: { breed?: string | undefined; age?: number | undefined; colour?: string | undefined }) => ({
  ...(breed === undefined ? {} : { breed }),
  ...(age === undefined ? {} : { age }),
  ...(colour === undefined ? {} : { colour }),
});
