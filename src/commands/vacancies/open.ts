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
    const { listTests, listVacancies, openVacancy } = await import('../../domain/staffing');
    const [{ askNames, nameCautions, namesOf }, { isNamed, nextForVacancy, vacancyLine }] = await Promise.all([import('../../output/screening/test-input'), import('../../output/screening/catalogue')]);
    const before = (await this.query(listVacancies)).find((vacancy) => vacancy.key === key.trim());
    const unnamed = before?.status !== 'open' && !(before && isNamed(before));
    const names = this.interactive() && unnamed ? await this.fill(askNames(flags, key)) : {};
    const vacancy = await this.change((w) => openVacancy(w, { key, ...namesOf({ ...flags, ...names }) }));
    this.done(vacancyLine(vacancy));
    if (unnamed) for (const text of nameCautions({ ...flags, ...names }, vacancy, `mcf vacancies open ${vacancy.key}`)) this.caution(text);
    this.next(nextForVacancy(vacancy, await this.query(listTests), 'mcf vacancies list'));
    return (await import('../../output/screening/json')).vacancy(vacancy);
  }
}
