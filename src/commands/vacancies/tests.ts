import { Args, Flags } from '@oclif/core';

import { BaseCommand } from '../../base-command';

export default class VacanciesTests extends BaseCommand {
  static override description = "show or change the battery of a vacancy: the tests that its candidates begin with";
  static override examples = ['<%= config.bin %> vacancies tests courier', '<%= config.bin %> vacancies tests courier --add jump --remove purr'];
  static override args = { vacancy: Args.string({ description: 'key of the vacancy' }) };
  static override flags = {
    add: Flags.string({ multiple: true, multipleNonGreedy: true, description: 'test to put in; may be repeated' }),
    remove: Flags.string({ multiple: true, multipleNonGreedy: true, description: 'test to take out; may be repeated' }),
  };

  async run() {
    const { args, flags } = await this.parse(VacanciesTests);
    const { askVacancy } = await import('../../output/choose');
    const { key } = await this.fill({ key: askVacancy(args.vacancy, this.look) });
    const { changeVacancyTests, listTests } = await import('../../domain/staffing');
    const { nextForVacancy, vacancyLine, vacancyNamed } = await import('../../output/screening/catalogue');
    const { add = [], remove = [] } = flags;
    const changes = add.length + remove.length > 0;
    const vacancy = changes ? await this.change((w) => changeVacancyTests(w, { vacancy: key, add, remove })) : await this.query((w) => vacancyNamed(w, key));
    if (changes) this.done(vacancyLine(vacancy));
    else this.log(vacancyLine(vacancy));
    this.next(nextForVacancy(vacancy, await this.query(listTests), 'mcf screen'));
    return (await import('../../output/screening/json')).vacancy(vacancy);
  }
}
