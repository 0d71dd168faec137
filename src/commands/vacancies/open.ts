import { Args, Flags } from '@oclif/core';

import { BaseCommand } from '../../base-command';

export default class VacanciesOpen extends BaseCommand {
  static override description = 'offer a vacancy in the chat: a new one, or one that was closed';
  static override examples = ['<%= config.bin %> vacancies open courier', '<%= config.bin %> vacancies open courier --name-en Courier --name-ru Курьер'];
  static override args = { vacancy: Args.string({ description: 'short name, such as courier' }) };
  static override flags = {
    'name-en': Flags.string({ description: 'how it is called in English' }),
    'name-ru': Flags.string({ description: 'how it is called in Russian' }),
  };

  async run() {
    const { args, flags } = await this.parse(VacanciesOpen);
    const { askText } = await import('../../output/choose');
    const { key } = await this.fill({ key: askText('VACANCY', args.vacancy, 'Short name, such as courier') });
    const { openVacancy } = await import('../../domain/staffing');
    const { namesOf } = await import('../../output/screening/test-input');
    const vacancy = await this.change((w) => openVacancy(w, { key, ...namesOf(flags) }));
    const { vacancyLine } = await import('../../output/screening/catalogue');
    this.done(vacancyLine(vacancy));
    this.next(vacancy.tests.length === 0 ? `mcf vacancies tests ${vacancy.key} --add TEST` : 'mcf vacancies list');
    return (await import('../../output/screening/json')).vacancy(vacancy);
  }
}
