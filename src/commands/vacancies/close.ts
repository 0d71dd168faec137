import { Args } from '@oclif/core';

import { BaseCommand } from '../../base-command';

export default class VacanciesClose extends BaseCommand {
  static override description = 'take a vacancy out of the chat; whoever has applied goes on';
  static override examples = ['<%= config.bin %> vacancies close courier', '<%= config.bin %> vacancies close courier --json'];
  static override args = { vacancy: Args.string({ description: 'key of the vacancy' }) };

  async run() {
    const { args } = await this.parse(VacanciesClose);
    const { askVacancy } = await import('../../output/choose');
    const { key } = await this.fill({ key: askVacancy(args.vacancy, this.look) });
    const { closeVacancy } = await import('../../domain/staffing');
    const vacancy = await this.change((w) => closeVacancy(w, key));
    const { vacancyLine } = await import('../../output/screening/catalogue');
    this.done(vacancyLine(vacancy));
    this.next(`undo: mcf vacancies open ${vacancy.key}`);
    return (await import('../../output/screening/json')).vacancy(vacancy);
  }
}
