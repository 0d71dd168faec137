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
    vacancy: Flags.string({ description: 'what the cat applies for: a vacancy that is there, or a new one, which stays closed to the chat' }),
    breed: Flags.string({ description: 'declared breed' }),
    age: Flags.integer({ description: 'declared age in years' }),
    colour: Flags.string({ description: 'declared colour of the coat' }),
    language: Flags.option({ options: ['en', 'ru'] as const, description: 'language of messages', default: 'en' })(),
  };

  async run() {
    const { flags } = await this.parse(CandidatesAdd);
    const { askText, askVacancy } = await import('../../output/choose');
    const asked = await this.fill({ name: askText('--name', flags.name, 'Name'), vacancy: askVacancy(flags.vacancy, this.look, '--vacancy') });
    const { candidateTitle, declaredIn, nextForCandidate } = await import('../../output/screening/candidates');
    const { addCandidate, listVacancies } = await import('../../domain/staffing');
    const known = await this.query(listVacancies);
    const { candidate, invitation } = await this.change((w) => addCandidate(w, { ...declaredIn(flags), ...asked, language: flags.language }));
    const { invited } = await import('../../output/invite');
    const invite = invited(invitation, await this.settings());
    const { newVacancies } = await import('../../output/screening/catalogue');
    this.done(candidateTitle(candidate));
    this.log(`  invitation  ${invite.link}`);
    for (const text of newVacancies([candidate.vacancy], known)) this.caution(text);
    this.next(nextForCandidate(candidate, []));
    return { ...(await import('../../output/json')).candidate(candidate), invite };
  }
}
